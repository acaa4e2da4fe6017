import { useMemo } from 'react'
import type { BlockedRow } from '../../../shared/systems/activemq-views.ts'
import { useOpen } from '../../app/Link.tsx'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import { ShortTable } from '../ShortTable.tsx'
import { pageOf } from './entities.ts'
import { Inset } from './Inset.tsx'
import { destinationWords, listed, toneRank } from './words.ts'

export interface BlockedTableProps {
  readonly rows: readonly BlockedRow[]
  /** Brokers that nobody serves: what is blocked there isn't known. Undefined: no broker is known at all. */
  readonly silent: readonly string[] | undefined
  readonly readAt: number
}

/** Destinations whose messages don't move as they should, and why. */
export function BlockedTable({ rows, silent, readAt }: BlockedTableProps) {
  const open = useOpen()
  const columns = useMemo(() => blockedColumns(rows, readAt), [rows, readAt])
  return (
    <Panel title="What is blocked" note="queues and topics whose messages don’t move as they should">
      <ShortTable
        label="What is blocked"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.entity ?? ''}
        entityOf={(row) => rows[row]?.entity ?? ''}
        onOpen={(row) => open(pageOf(rows[row]?.entity ?? '')?.path ?? [])}
        most={8}
        minWidth={760}
        empty={<NothingBlocked silent={silent} />}
      />
    </Panel>
  )
}

function NothingBlocked({ silent }: Pick<BlockedTableProps, 'silent'>) {
  if (silent === undefined)
    return (
      <Inset>
        <Unknown title="What is blocked is not known.">No broker has answered yet.</Unknown>
      </Inset>
    )
  if (silent.length === 0) return <Empty title="Nothing is blocked." />
  return (
    <Inset>
      <Unknown title="What is blocked is not known.">Nobody serves {listed(silent)}.</Unknown>
    </Inset>
  )
}

function blockedColumns(rows: readonly BlockedRow[], readAt: number): readonly Column[] {
  const number = numberColumns((row) => rows[row]?.entity ?? '', readAt)
  const words = (row: number) => destinationWords(rows[row]?.is ?? 'idle')
  return [
    wordColumn(
      ['state', 'State', '142px'],
      (row) => <State tone={words(row).tone}>{words(row).word}</State>,
      (row) => toneRank(words(row).tone),
    ),
    wordColumn(
      ['name', 'Destination', 'minmax(120px, 1fr)'],
      (row) => <Name cut>{rows[row]?.name ?? ''}</Name>,
      (row) => rows[row]?.name ?? '',
    ),
    wordColumn(
      ['broker', 'On', 'minmax(70px, 0.5fr)'],
      (row) => <Name cut>{rows[row]?.broker ?? ''}</Name>,
      (row) => rows[row]?.broker ?? '',
    ),
    number(['messages', 'Held', '76px'], 'messages', (row) => rows[row]?.messages, {
      metric: 'destination.size',
    }),
    wordColumn(['says', 'Why', 'minmax(220px, 3.4fr)'], (row) => (
      <span title={rows[row]?.says}>{rows[row]?.says}</span>
    )),
  ]
}
