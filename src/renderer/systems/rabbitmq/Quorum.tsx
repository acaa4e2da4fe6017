import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { QuorumData } from '../../../shared/systems/rabbitmq-queue-views.ts'
import { useOpen } from '../../app/Link.tsx'
import type { NodeRow } from '../../../shared/systems/rabbitmq-views.ts'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { inVhost } from '../../../shared/systems/rabbitmq-names.ts'
import { queueEntity, queuePath } from './entities.ts'
import { HangingNote } from './HangingNote.tsx'
import { silentNodes } from './node-words.ts'
import { asSeen } from './quorum/as-seen.ts'
import { quorumColumns } from './quorum/quorum-columns.tsx'
import { quorumSaid } from './quorum/quorum-said.ts'
import { SharePanel } from './quorum/SharePanel.tsx'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** Quorum queues × nodes: who has a member, who leads, and how many may go. */
export function Quorum({ targetId }: PageProps) {
  const view = useRabbitmqView(targetId, 'quorum', {})
  const { data: nodes } = useRabbitmqView(targetId, 'nodes', {})
  return (
    <div className={page['page']}>
      <HangingNote targetId={targetId} />
      <Viewed view={view} what="The quorum queues">
        {(told, times) => <QuorumPanels told={told} nodes={nodes?.rows} times={times} />}
      </Viewed>
    </div>
  )
}

interface PanelsProps {
  readonly told: QuorumData
  /** undefined: not read yet. */
  readonly nodes: readonly NodeRow[] | undefined
  readonly times: Times
}

function QuorumPanels({ told, nodes, times }: PanelsProps) {
  const data = useMemo(() => asSeen(told, silentNodes(nodes ?? [])), [told, nodes])
  return (
    <>
      {quorumSaid(data).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      {data.rows.length > 0 && <SharePanel data={data} />}
      <Matrix data={data} times={times} />
    </>
  )
}

function Matrix({ data, times }: { readonly data: QuorumData; readonly times: Times }) {
  const open = useOpen()
  const [kind, setKind] = usePageState('kind', 'all')
  const [text, setText] = usePageState('q', '')
  const columns = useMemo(() => quorumColumns(data, times), [data, times.at, times.readAt])
  const matches = useCallback(
    (row: number) => {
      const queue = data.rows[row]
      if (queue === undefined) return false
      const wanted = text.trim().toLowerCase()
      const isWanted = kind === 'all' || queue.spare === null || queue.spare < 1
      return isWanted && (wanted === '' || inVhost(queue.vhost, queue.name).toLowerCase().includes(wanted))
    },
    [data, kind, text],
  )
  return (
    <Panel
      title="Members and leaders"
      fill
      note={`${formatNumber(data.rows.length)} quorum queues; filled with a star: it leads`}
      actions={
        <>
          <Segmented
            label="Which queues"
            value={kind}
            onChange={setKind}
            options={[
              { value: 'all', label: 'all' },
              { value: 'tight', label: 'none to spare' },
            ]}
          />
          <SearchField value={text} onChange={setText} placeholder="Queue" />
        </>
      }
    >
      <DataTable
        label="Members and leaders of quorum queues"
        columns={columns}
        count={data.rows.length}
        rowKey={(row) => `${data.rows[row]?.vhost} ${data.rows[row]?.name}`}
        entityOf={(row) => queueEntity(data.rows[row]?.vhost ?? '', data.rows[row]?.name ?? '')}
        matches={matches}
        onOpen={(row) => open(queuePath(data.rows[row]?.vhost ?? '', data.rows[row]?.name ?? ''))}
        minWidth={520 + data.nodes.length * 92}
        empty={<NoQueues data={data} text={text} />}
      />
    </Panel>
  )
}

function NoQueues({ data, text }: { readonly data: QuorumData; readonly text: string }) {
  if (data.rows.length === 0)
    return <Empty title="There is no quorum queue.">Classic queues live on one node, and go with it.</Empty>
  if (text.trim() !== '') return <Empty title={`No quorum queue contains “${text.trim()}”.`} />
  return <Empty title="Every quorum queue has a member to spare." />
}
