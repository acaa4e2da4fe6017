import { X } from 'lucide-react'
import { useMemo } from 'react'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { NetworkData, NetworkDestination } from '../../../../shared/systems/activemq-network-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Button } from '../../../components/Button.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { firstMarked, useMarks } from '../../../components/marks.ts'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Dot } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { DataTable } from '../../../components/table/DataTable.tsx'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { destinationEntity } from '../../../../shared/systems/activemq-entities.ts'
import style from './network.module.css'
import { consumersOf, destinationKey, heldBy } from './destinations.ts'

export interface DestinationPickerProps {
  readonly data: NetworkData
  readonly readAt: number
  readonly text: string
  readonly onText: (text: string) => void
  readonly chosen: NetworkDestination | undefined
  /** '' for all of them together. */
  readonly onChoose: (key: string) => void
}

/** The queues and topics of all brokers, stranded ones first: choosing one draws who holds it and who consumes. */
export function DestinationPicker(props: DestinationPickerProps) {
  const { data, readAt, text, onText, chosen, onChoose } = props
  const { destinations } = data
  const marks = useMarks()
  const columns = useMemo(() => pickerColumns(destinations, readAt), [destinations, readAt])
  return (
    <Panel
      title="Destinations"
      note={noteOf(data)}
      className={style['picker']}
      fill
      actions={
        chosen !== undefined && (
          <Button kind="ghost" label="All destinations together" onClick={() => onChoose('')}>
            <X size={13} />
          </Button>
        )
      }
    >
      <div className={style['search']}>
        <SearchField value={text} onChange={onText} placeholder="Queue or topic" />
      </div>
      <DataTable
        label="Destinations of the network"
        columns={columns}
        count={destinations.length}
        rowKey={(row) => destinationKey(destinations[row])}
        entityOf={(row) => firstMarked(marks, entitiesOf(destinations[row]))}
        selectedKey={chosen === undefined ? undefined : destinationKey(chosen)}
        onOpen={(row) => onChoose(destinationKey(destinations[row]))}
        empty={
          <Empty
            title={text === '' ? 'No queue and no topic was seen.' : `No destination contains “${text}”.`}
          />
        }
      />
    </Panel>
  )
}

/** The same name on every broker that has it. */
const entitiesOf = (each: NetworkDestination | undefined): readonly string[] =>
  each?.at.map(({ broker }) => destinationEntity(each.kind, broker, each.name)) ?? []

function noteOf({ destinations, total }: NetworkData): string {
  return destinations.length < total
    ? `${formatNumber(destinations.length)} of ${formatNumber(total)}: type to find others`
    : `${formatNumber(total)}, stranded first`
}

function pickerColumns(rows: readonly NetworkDestination[], readAt: number): readonly Column[] {
  const number = numberColumns((row) => {
    const each = rows[row]
    return each === undefined ? '' : destinationEntity(each.kind, each.at[0]?.broker ?? '', each.name)
  }, readAt)
  const isStranded = (row: number) => (rows[row]?.stranded ?? null) !== null
  return [
    wordColumn(
      ['name', 'Name', 'minmax(110px, 1fr)'],
      (row) => (
        <span className={style['named']} title={rows[row]?.stranded?.says ?? rows[row]?.name}>
          {isStranded(row) && <Dot tone="bad" />}
          <Name cut>{rows[row]?.name ?? ''}</Name>
          {rows[row]?.kind === 'topic' && <small className={page['dim']}>topic</small>}
        </span>
      ),
      (row) => rows[row]?.name ?? '',
    ),
    number(['held', 'Held', '64px'], 'messages', (row) => heldBy(rows[row]), {
      from: 'Σ QueueSize over the brokers',
      ink: (row) => (isStranded(row) ? page['bad'] : undefined),
      instead: (row) => (rows[row]?.kind === 'topic' ? <span className={page['dim']}>—</span> : undefined),
    }),
    number(['consumers', 'Cons.', '50px'], 'count', (row) => consumersOf(rows[row]), {
      from: 'Σ consumers of applications over the brokers, without bridges',
    }),
  ]
}
