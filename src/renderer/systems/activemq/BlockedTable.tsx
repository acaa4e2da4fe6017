import { useMemo } from 'react'
import type { BlockedRow } from '../../../shared/systems/activemq-views.ts'
import { useOpen } from '../../app/Link.tsx'
import { Empty } from '../../components/Blocks.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import { ShortTable } from '../ShortTable.tsx'
import { pageOf } from './entities.ts'
import { destinationWords, toneRank } from './words.ts'

/** Destinations whose messages don't move as they should, and why. */
export function BlockedTable({
  rows,
  readAt,
}: {
  readonly rows: readonly BlockedRow[]
  readonly readAt: number
}) {
  const open = useOpen()
  const columns = useMemo(() => blockedColumns(rows, readAt), [rows, readAt])
  return (
    <Panel title="What is blocked" note="queues and topics whose messages don’t move as they should">
      <ShortTable
        label="What is blocked"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.entity ?? ''}
        onOpen={(row) => open(pageOf(rows[row]?.entity ?? '')?.path ?? [])}
        most={8}
        minWidth={760}
        empty={<Empty title="Nothing is blocked, as far as it is observed." />}
      />
    </Panel>
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
