import { useMemo } from 'react'
import type { SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { useSize } from '../../../components/use-size.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { shortNames } from '../short-names.ts'

const narrowPx = 540
/** Columns that need room. */
const roomy = new Set(['slots', 'knows', 'bus'])

/** Each node's own word on the cluster: it is only healthy where all say the same. */
export function VoicesTable({ data, times }: { readonly data: SlotsData; readonly times: Times }) {
  const open = useOpen()
  const { voices } = data
  const [ref, { width }] = useSize()
  const isNarrow = width < narrowPx
  const columns = useMemo(() => {
    const all = voiceColumns(voices, times.readAt)
    return isNarrow ? all.filter((column) => !roomy.has(column.id)) : all
  }, [voices, times.readAt, isNarrow])
  const agreeing = voices.filter((voice) => voice.agrees === true).length
  return (
    <Panel title="What each node says" actions={<Agreement agreeing={agreeing} voices={voices} />}>
      <div ref={ref} />
      <ShortTable
        label="What each node says"
        columns={columns}
        count={voices.length}
        rowKey={(row) => voices[row]?.address ?? ''}
        entityOf={(row) => nodeEntity(voices[row]?.address ?? '')}
        onOpen={(row) => open(['nodes', voices[row]?.address ?? ''])}
        most={12}
        minWidth={400}
        empty={<Empty title="No node was asked." />}
      />
    </Panel>
  )
}

type Voices = SlotsData['voices']

function Agreement({ agreeing, voices }: { readonly agreeing: number; readonly voices: Voices }) {
  const asked = voices.filter((voice) => voice.agrees !== null).length
  if (asked === 0) return <State tone="unknown">not observed</State>
  if (agreeing < asked)
    return (
      <State tone="warn">
        {asked - agreeing} of {asked} see other owners
      </State>
    )
  return (
    <State tone={asked === voices.length ? 'ok' : 'unknown'}>
      the same on {asked} of {voices.length}
    </State>
  )
}

function voiceColumns(voices: Voices, readAt: number): readonly Column[] {
  const short = shortNames(voices.map((voice) => voice.address))
  const number = numberColumns((row) => nodeEntity(voices[row]?.address ?? ''), readAt)
  return [
    wordColumn(
      ['address', 'Node', 'minmax(130px, 1fr)'],
      (row) => <Name cut>{voices[row]?.address ?? ''}</Name>,
      (row) => voices[row]?.address ?? '',
    ),
    wordColumn(
      ['state', 'It says', '62px'],
      (row) => <ClusterState state={voices[row]?.state ?? null} />,
      (row) => voices[row]?.state ?? '',
    ),
    wordColumn(['failing', 'Marks', 'minmax(64px, 1fr)'], (row) => (
      <Failing voice={voices[row]} short={short} />
    )),
    wordColumn(['bus', 'Bus', 'minmax(56px, 0.6fr)'], (row) => <BusWord voice={voices[row]} short={short} />),
    wordColumn(['agrees', 'Owners', '74px'], (row) => <Agrees agrees={voices[row]?.agrees ?? null} />),
    number(['epoch', 'Epoch', '52px'], 'epoch', (row) => voices[row]?.epoch, { metric: 'cluster.epoch' }),
    number(['slots', 'Slots ok', '68px'], 'count', (row) => voices[row]?.slotsOk, {
      metric: 'node.slots_ok',
    }),
    number(['knows', 'Knows', '58px'], 'count', (row) => voices[row]?.knownNodes, {
      metric: 'node.known_nodes',
    }),
  ]
}

function ClusterState({ state }: { readonly state: string | null }) {
  if (state === null) return <State tone="unknown">?</State>
  return <State tone={state === 'ok' ? 'ok' : 'bad'}>{state}</State>
}

function Failing({
  voice,
  short,
}: {
  readonly voice: Voices[number] | undefined
  readonly short: (address: string) => string
}) {
  if (voice === undefined || voice.state === null) return <span className={page['dim']}>?</span>
  if (voice.failing.length === 0) return <span className={page['dim']}>nobody</span>
  const text = (name: (address: string) => string) =>
    voice.failing.map(({ address, flag }) => `${name(address)} ${flag}`).join(', ')
  const isSure = voice.failing.some(({ flag }) => flag === 'fail')
  return (
    <span className={page[isSure ? 'bad' : 'warn']} title={text((address) => address)}>
      {text(short)}
    </span>
  )
}

/** What links say, and health: it may be linked to a node that still loads its data. */
function BusWord({
  voice,
  short,
}: {
  readonly voice: Voices[number] | undefined
  readonly short: (address: string) => string
}) {
  if (voice === undefined || (voice.unlinked === null && voice.ailing === null))
    return <span className={page['dim']}>?</span>
  const words = [
    ...(voice.unlinked ?? []).map((address) => ({ address, word: 'no link' })),
    ...(voice.ailing ?? []).map(({ address, health }) => ({ address, word: health })),
  ]
  if (words.length === 0) return <span className={page['dim']}>whole</span>
  const text = (name: (address: string) => string) =>
    words.map(({ address, word }) => `${name(address)} ${word}`).join(', ')
  return (
    <span className={page['warn']} title={text((address) => address)}>
      {text(short)}
    </span>
  )
}

function Agrees({ agrees }: { readonly agrees: boolean | null }) {
  if (agrees === null) return <State tone="unknown">?</State>
  return agrees ? <span className={page['dim']}>as drawn</span> : <State tone="warn">others</State>
}
