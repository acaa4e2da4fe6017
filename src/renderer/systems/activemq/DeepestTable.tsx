import { useMemo } from 'react'
import type { OverviewData } from '../../../shared/systems/activemq-views.ts'
import { useOpen } from '../../app/Link.tsx'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Badge } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { destinationEntity } from '../../../shared/systems/activemq-entities.ts'
import { Inset } from './Inset.tsx'

type Rows = OverviewData['deepest']

interface DeepestTableProps {
  readonly rows: Rows
  /** At least one broker answers. */
  readonly isServed: boolean
  readonly readAt: number
}

/** The queues that hold the most. */
export function DeepestTable({ rows, isServed, readAt }: DeepestTableProps) {
  const open = useOpen()
  const columns = useMemo(() => deepestColumns(rows, readAt), [rows, readAt])
  return (
    <Panel title="Deepest queues">
      <ShortTable
        label="Deepest queues"
        columns={columns}
        count={rows.length}
        rowKey={(row) => `${rows[row]?.broker ?? ''} ${rows[row]?.name ?? ''}`}
        entityOf={(row) => destinationEntity('queue', rows[row]?.broker ?? '', rows[row]?.name ?? '')}
        onOpen={(row) => open(['destinations', rows[row]?.broker ?? '', 'queue', rows[row]?.name ?? ''])}
        most={8}
        empty={
          isServed ? (
            <Empty title="No queue holds a message." />
          ) : (
            <Inset>
              <Unknown title="What queues hold is not known.">Nobody serves a broker.</Unknown>
            </Inset>
          )
        }
      />
    </Panel>
  )
}

function deepestColumns(rows: Rows, readAt: number): readonly Column[] {
  const number = numberColumns(
    (row) => destinationEntity('queue', rows[row]?.broker ?? '', rows[row]?.name ?? ''),
    readAt,
  )
  return [
    wordColumn(
      ['name', 'Queue', 'minmax(120px, 1.6fr)'],
      (row) => (
        <>
          <Name cut>{rows[row]?.name ?? ''}</Name>{' '}
          {rows[row]?.isDeadLetters === true && <Badge tone="warn">DLQ</Badge>}
        </>
      ),
      (row) => rows[row]?.name ?? '',
    ),
    wordColumn(
      ['broker', 'On', 'minmax(70px, 0.7fr)'],
      (row) => <Name cut>{rows[row]?.broker ?? ''}</Name>,
      (row) => rows[row]?.broker ?? '',
    ),
    number(['size', 'Held', '84px'], 'messages', (row) => rows[row]?.size, { metric: 'destination.size' }),
    number(['consumers', 'Cons.', '56px'], 'count', (row) => rows[row]?.consumers, {
      metric: 'destination.consumers',
      ink: (row) => ((rows[row]?.consumers ?? 1) === 0 ? page['warn'] : undefined),
    }),
  ]
}
