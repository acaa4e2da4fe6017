import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatClock } from '../../../shared/base/format-time.ts'
import type { QueuesData } from '../../../shared/systems/rabbitmq-queue-views.ts'
import { useOpen } from '../../app/Link.tsx'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { blindNotes } from './blind-notes.ts'
import { isQueue, queueEntity, queuePath } from './entities.ts'
import { HangingNote } from './HangingNote.tsx'
import { queueColumns, vhostOf } from './queues/queue-columns.tsx'
import { isTroubled } from './queues/queue-standing.ts'
import { useRabbitmqView } from './use-rabbitmq-view.ts'
import { VhostSelect } from './VhostSelect.tsx'

/** Every queue: what it holds, what moves, where it lives, and what is wrong with it. */
export function Queues({ targetId }: PageProps) {
  const view = useRabbitmqView(targetId, 'queues', {})
  return (
    <div className={page['page']}>
      <HangingNote targetId={targetId} />
      <Viewed view={view} what="The queues">
        {(data, times) => <QueueList data={data} times={times} />}
      </Viewed>
    </div>
  )
}

function QueueList({ data, times }: { readonly data: QueuesData; readonly times: Times }) {
  const open = useOpen()
  const filter = useFilter()
  const { kind, type, vhost, text } = filter
  const columns = useMemo(() => queueColumns(data, times.readAt), [data, times.readAt])
  const types = useMemo(() => [...new Set(data.types)].toSorted(), [data.types])
  const troubled = useMemo(
    () => data.names.reduce((n, _, row) => n + (isTroubled(data, row) ? 1 : 0), 0),
    [data],
  )
  const matches = useCallback(
    (row: number) =>
      (type === '' || data.types[row] === type) &&
      (vhost === '' || vhostOf(data, row) === vhost) &&
      isOfKind(data, row, kind) &&
      hasText(data, row, text.trim().toLowerCase()),
    [data, kind, type, vhost, text],
  )
  const rowKey = useCallback((row: number) => `${data.vhost[row]} ${data.names[row]}`, [data])
  const entityOf = useCallback(
    (row: number) => queueEntity(vhostOf(data, row), data.names[row] ?? ''),
    [data],
  )
  return (
    <>
      <MissingNotes missing={blindNotes(data.blind)} />
      <Gone isListed={isQueue} />
      <Panel
        title="Queues"
        fill
        note={noteOf(data, troubled)}
        actions={<Filters data={data} types={types} filter={filter} />}
      >
        <DataTable
          label="Queues"
          columns={columns}
          count={data.names.length}
          rowKey={rowKey}
          entityOf={entityOf}
          matches={matches}
          firstSort={{ column: 'ready', descending: true }}
          onOpen={(row) => open(queuePath(vhostOf(data, row), data.names[row] ?? ''))}
          minWidth={1200}
          empty={<NoQueues data={data} filter={filter} />}
        />
      </Panel>
    </>
  )
}

interface Filter {
  readonly kind: string
  readonly type: string
  readonly vhost: string
  readonly text: string
  readonly setKind: (kind: string) => void
  readonly setType: (type: string) => void
  readonly setVhost: (vhost: string) => void
  readonly setText: (text: string) => void
}

function useFilter(): Filter {
  const [kind, setKind] = usePageState('kind', 'all')
  const [type, setType] = usePageState('type', '')
  const [vhost, setVhost] = usePageState('vhost', '')
  const [text, setText] = usePageState('q', '')
  return { kind, setKind, type, setType, vhost, setVhost, text, setText }
}

function Filters({
  data,
  types,
  filter,
}: {
  readonly data: QueuesData
  readonly types: readonly string[]
  readonly filter: Filter
}) {
  return (
    <>
      <VhostSelect
        vhosts={data.vhosts}
        value={filter.vhost}
        onChange={filter.setVhost}
        all="all virtual hosts"
      />
      {types.length > 1 && (
        <Segmented
          label="Of which type"
          value={filter.type}
          onChange={filter.setType}
          options={[{ value: '', label: 'any type' }, ...types.map((value) => ({ value, label: value }))]}
        />
      )}
      <Segmented
        label="Which queues"
        value={filter.kind}
        onChange={filter.setKind}
        options={[
          { value: 'all', label: 'all' },
          { value: 'filled', label: 'not empty' },
          { value: 'troubled', label: 'troubled' },
        ]}
      />
      <SearchField value={filter.text} onChange={filter.setText} placeholder="Queue, node or policy" />
    </>
  )
}

function noteOf(data: QueuesData, troubled: number): string {
  const from = data.source === 'prometheus' ? ', by the Prometheus endpoints' : ''
  const read = data.readAt === null ? 'not read' : `read ${formatClock(data.readAt)}${from}`
  const stats = data.statsAt === null ? '' : `, rates ${formatClock(data.statsAt)}`
  return `${formatNumber(data.names.length)} queues, ${formatNumber(troubled)} troubled; ${read}${stats}`
}

function isOfKind(data: QueuesData, row: number, kind: string): boolean {
  if (kind === 'troubled') return isTroubled(data, row)
  return kind !== 'filled' || (data.ready[row] ?? 0) + (data.unacked[row] ?? 0) > 0
}

function hasText(data: QueuesData, row: number, text: string): boolean {
  if (text === '') return true
  const words = [data.names[row], data.nodes[row], data.policyNames[data.policy[row] ?? -1]]
  return words.some((word) => word?.toLowerCase().includes(text) === true)
}

function NoQueues({ data, filter }: { readonly data: QueuesData; readonly filter: Filter }) {
  const count = formatNumber(data.names.length)
  if (data.names.length === 0)
    return <Empty title="There is no queue.">One is listed as soon as it is declared.</Empty>
  if (filter.text.trim() !== '') return <Empty title={`No queue contains “${filter.text.trim()}”.`} />
  if (filter.kind === 'troubled')
    return <Empty title="No queue is troubled.">All {count} were looked at.</Empty>
  if (filter.kind === 'filled')
    return <Empty title="Every queue is empty.">All {count} were looked at.</Empty>
  return <Empty title="No queue is of this type and virtual host." />
}
