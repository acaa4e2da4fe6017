import { useMemo } from 'react'
import type { NetworkData } from '../../../../shared/systems/activemq-network-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { firstMarked, useMarks } from '../../../components/marks.ts'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { linkWords, sinceText, toneRank } from '../words.ts'
import { bridgeRates, bridgesOf, entitiesOf, isOf, wholeState, type Bridge } from './bridges.ts'
import { settingsText } from './BridgeTold.tsx'

export interface BridgesTableProps {
  readonly data: NetworkData
  readonly times: Times
  readonly selected: string
  readonly onSelect: (entity: string) => void
}

/** Each bridge in figures: what went over it, since when it stands, how its connector is set. */
export function BridgesTable({ data, times, selected, onSelect }: BridgesTableProps) {
  const marks = useMarks()
  const bridges = useMemo(() => bridgesOf(data), [data])
  const columns = useMemo(() => bridgeColumns(bridges, times), [bridges, times.at, times.readAt])
  return (
    <Panel title="Bridges" note="sent and received are counted since the bridge stands">
      <ShortTable
        label="Bridges"
        columns={columns}
        count={bridges.length}
        rowKey={(row) => bridges[row]?.entity ?? ''}
        entityOf={(row) => firstMarked(marks, bridges[row] === undefined ? [] : entitiesOf(bridges[row]))}
        selectedKey={bridges.find((bridge) => isOf(bridge, selected))?.entity}
        onOpen={(row) => onSelect(bridges[row]?.entity ?? '')}
        most={8}
        minWidth={960}
        empty={
          <Empty title="No network connector was seen.">
            Brokers without one don’t forward messages to each other.
          </Empty>
        }
      />
    </Panel>
  )
}

function bridgeColumns(bridges: readonly Bridge[], times: Times): readonly Column[] {
  const at = (row: number) => bridges[row]
  return [
    wordColumn(
      ['name', 'Connector', 'minmax(110px, 1fr)'],
      (row) => <Name cut>{at(row)?.configured?.connector ?? 'duplex'}</Name>,
      (row) => at(row)?.configured?.connector ?? '',
    ),
    wordColumn(['way', 'Way', 'minmax(150px, 1.6fr)'], (row) => <WayText bridge={at(row)} />),
    wordColumn(
      ['state', 'State', 'minmax(110px, 1fr)'],
      (row) => <BridgeState bridge={at(row)} at={times.at} />,
      (row) => toneRank(linkWords(stateAt(at(row))).tone),
    ),
    ...countColumns(bridges, times.readAt),
    wordColumn(['settings', 'Settings', 'minmax(160px, 1.6fr)'], (row) => <SettingsText bridge={at(row)} />),
  ]
}

function countColumns(bridges: readonly Bridge[], readAt: number): readonly Column[] {
  const number = numberColumns((row) => bridges[row]?.entity ?? '', readAt)
  const at = (row: number) => bridges[row]
  const rates = (row: number) => {
    const bridge = at(row)
    return bridge === undefined ? { there: null, back: null } : bridgeRates(bridge)
  }
  const oneWay = (row: number) =>
    at(row)?.isDuplex === false ? <span className={page['dim']}>—</span> : undefined
  return [
    number(['there', 'There /s', '72px'], 'messages per second', (row) => rates(row).there, {
      from: 'growth of EnqueueCounter of the bridge over the last minute',
    }),
    number(['back', 'Back /s', '72px'], 'messages per second', (row) => rates(row).back, {
      from: 'growth of ReceivedCounter of the bridge over the last minute',
      instead: oneWay,
    }),
    number(['out', 'Sent', '80px'], 'messages', (row) => at(row)?.configured?.out ?? at(row)?.accepted?.in, {
      metric: 'bridge.out',
    }),
    number(
      ['in', 'Received', '80px'],
      'messages',
      (row) => at(row)?.configured?.in ?? at(row)?.accepted?.out,
      {
        metric: 'bridge.in',
        instead: oneWay,
      },
    ),
    number(['exceptions', 'Failed', '64px'], 'count', (row) => at(row)?.configured?.exceptions, {
      metric: 'networkconnector.exceptions',
    }),
  ]
}

const stateAt = (bridge: Bridge | undefined) => (bridge === undefined ? 'unknown' : wholeState(bridge))

function WayText({ bridge }: { readonly bridge: Bridge | undefined }) {
  if (bridge === undefined) return null
  const other = bridge.other.startsWith('?') ? 'never reached' : bridge.other
  const way = bridge.isDuplex ? '⇄' : '→'
  return (
    <span title={bridge.isDuplex ? `duplex, configured by ${bridge.owner}` : 'one way'}>
      <Name>{bridge.owner}</Name> {way} <Name>{other}</Name>
    </span>
  )
}

function BridgeState({ bridge, at }: { readonly bridge: Bridge | undefined; readonly at: number }) {
  const words = linkWords(stateAt(bridge))
  const since = bridge?.configured?.stateSince ?? bridge?.accepted?.stateSince ?? null
  return (
    <span title={sinceText(since, at)}>
      <State tone={words.tone}>{words.word}</State>
    </span>
  )
}

function SettingsText({ bridge }: { readonly bridge: Bridge | undefined }) {
  const text = bridge?.configured === undefined ? '' : settingsText(bridge.configured)
  return (
    <span className={page['dim']} title={text}>
      {text === '' ? 'not told' : text}
    </span>
  )
}
