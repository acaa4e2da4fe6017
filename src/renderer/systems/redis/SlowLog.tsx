import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { SlowlogData } from '../../../shared/systems/redis-load-views.ts'
import { useInstant } from '../../api/instant.ts'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { unreadNotes } from './blind-notes.ts'
import { CommandsPanel } from './load/CommandsPanel.tsx'
import style from './load/load.module.css'
import { slowColumns, slowKey, slowNodeColumns } from './load/slowlog-columns.tsx'
import { useRedisView } from './use-redis-view.ts'

const limit = 500

/** Which commands took long, over the range of the time bar: also those that the servers have dropped since. */
export function SlowLog({ targetId }: PageProps) {
  const { range } = useInstant()
  const [node, setNode] = usePageState('node', '')
  const view = useRedisView(targetId, 'slowlog', {
    windowMs: range.to - range.from,
    limit,
    ...(node === '' ? {} : { address: node }),
  })
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The slow log">
        {(data, times) => (
          <>
            <Lost data={data} />
            <MissingNotes missing={unreadNotes(data.nodes, 'SLOWLOG GET', '+slowlog|get')} />
            <div className={style['side']}>
              <SlowList data={data} times={times} node={node} />
              <div className={page['column']}>
                <Servers data={data} times={times} node={node} setNode={setNode} />
                <CommandsPanel targetId={targetId} address={node} fill />
              </div>
            </div>
          </>
        )}
      </Viewed>
    </div>
  )
}

/** Entries that came and went between two samples: what was slow then is not known. */
function Lost({ data }: { readonly data: SlowlogData }) {
  const nodes = data.nodes.filter((node) => (node.lost ?? 0) > 0)
  const lost = nodes.reduce((sum, node) => sum + (node.lost ?? 0), 0)
  if (lost === 0) return null
  return (
    <Said
      tone="unknown"
      headline={`${formatNumber(lost)} slow ${lost === 1 ? 'command' : 'commands'} were gone before they were read.`}
      rest={`On ${nodes.map((node) => node.address).join(', ')}: raise slowlog-max-len, or slowlog-log-slower-than.`}
    />
  )
}

interface PartProps {
  readonly data: SlowlogData
  readonly times: Times
  readonly node: string
}

function SlowList({ data, times, node }: PartProps) {
  const [text, setText] = usePageState('q', '')
  const [entry] = usePageState('entry', '')
  const { rows } = data
  const columns = useMemo(() => slowColumns(rows, times), [rows, times.at, times.readAt])
  const matches = useCallback(
    (row: number) => {
      const wanted = text.trim().toLowerCase()
      const one = rows[row]
      const words = [one?.command, one?.first, one?.client, one?.clientName, one?.address]
      return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted) === true)
    },
    [rows, text],
  )
  return (
    <Panel
      title="Slow commands"
      fill
      note={noteOf(data)}
      actions={<SearchField value={text} onChange={setText} placeholder="Command, key or client" />}
    >
      <DataTable
        label="Slow commands"
        columns={columns}
        count={rows.length}
        rowKey={(row) => slowKey(rows[row])}
        matches={matches}
        selectedKey={entry === '' ? undefined : `${node}/${entry}`}
        minWidth={860}
        empty={<NoneSlow data={data} text={text} />}
      />
    </Panel>
  )
}

/** How many, and of how many servers: those that refuse may have had more. */
function noteOf({ rows, total, nodes }: SlowlogData): string {
  const read = nodes.filter((node) => node.why === null).length
  if (read === 0) return 'not read'
  const shown =
    rows.length < total
      ? `the newest ${formatNumber(rows.length)} of ${formatNumber(total)}`
      : formatNumber(total)
  const where = read < nodes.length ? `, of ${read} of ${nodes.length} servers` : ''
  return `${shown} in the range of the time bar, and what the servers still hold${where}`
}

function NoneSlow({ data, text }: { readonly data: SlowlogData; readonly text: string }) {
  if (text !== '') return <Empty title={`No slow command contains “${text}”.`} />
  const isRead = data.nodes.some((node) => node.why === null)
  if (!isRead) return <Empty title="No slow log could be read." />
  return (
    <Empty title="No command was slow in this range.">
      Slow is what takes longer than slowlog-log-slower-than of its server.
    </Empty>
  )
}

function Servers({ data, times, node, setNode }: PartProps & { readonly setNode: (node: string) => void }) {
  const { nodes } = data
  const columns = useMemo(() => slowNodeColumns(nodes, times.readAt), [nodes, times.readAt])
  return (
    <Panel
      title="By server"
      note={node === '' ? 'choose one to see only its own' : `only ${node}; click again for all`}
    >
      <ShortTable
        label="Slow log by server"
        columns={columns}
        count={nodes.length}
        rowKey={(row) => nodes[row]?.address ?? ''}
        selectedKey={node}
        onOpen={(row) => setNode(nodes[row]?.address === node ? '' : (nodes[row]?.address ?? ''))}
        most={8}
        empty={<Empty title="No server was asked." />}
      />
    </Panel>
  )
}
