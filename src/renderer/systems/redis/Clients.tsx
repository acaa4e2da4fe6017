import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { ClientsData } from '../../../shared/systems/redis-load-views.ts'
import { useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { unreadNotes } from './blind-notes.ts'
import { clientGroupColumns, clientNodeColumns } from './load/client-columns.tsx'
import { useRedisView } from './use-redis-view.ts'

/** Who is connected, from where, and what it costs each server. */
export function Clients({ targetId }: PageProps) {
  const view = useRedisView(targetId, 'clients', {})
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The clients">
        {(data, times) => (
          <>
            <ByNode data={data} times={times} />
            <MissingNotes missing={unreadNotes(data.nodes, 'CLIENT LIST', '+client|list')} />
            <Groups data={data} times={times} />
          </>
        )}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly data: ClientsData
  readonly times: Times
}

function ByNode({ data: { nodes }, times }: PartProps) {
  const open = useOpen()
  const columns = useMemo(() => clientNodeColumns(nodes, times), [nodes, times.at, times.readAt])
  return (
    <Panel title="By server" note="bars: of maxclients">
      <ShortTable
        label="Clients by server"
        columns={columns}
        count={nodes.length}
        rowKey={(row) => nodes[row]?.address ?? ''}
        onOpen={(row) => open(['nodes', nodes[row]?.address ?? ''])}
        most={10}
        minWidth={760}
        empty={<Empty title="No server was asked." />}
      />
    </Panel>
  )
}

function Groups({ data: { groups, nodes }, times }: PartProps) {
  const [text, setText] = usePageState('q', '')
  const columns = useMemo(() => clientGroupColumns(groups, times.readAt), [groups, times.readAt])
  const matches = useCallback(
    (row: number) => {
      const wanted = text.trim().toLowerCase()
      const group = groups[row]
      const words = [group?.host, group?.name, group?.user, group?.library, group?.address]
      return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted) === true)
    },
    [groups, text],
  )
  return (
    <Panel
      title="Connections in outline"
      fill
      note={noteOf(groups, nodes)}
      actions={<SearchField value={text} onChange={setText} placeholder="Host, name, user or library" />}
    >
      <DataTable
        label="Connections in outline"
        columns={columns}
        count={groups.length}
        rowKey={(row) => {
          const group = groups[row]
          return [group?.address, group?.host, group?.name, group?.user, group?.library].join(' ')
        }}
        matches={matches}
        minWidth={1180}
        empty={<NoGroups nodes={nodes} text={text} />}
      />
    </Panel>
  )
}

/** How many, and of how many servers. */
function noteOf(groups: ClientsData['groups'], nodes: ClientsData['nodes']): string {
  const read = nodes.filter((node) => node.listedAt !== null).length
  if (read === 0) return 'not read'
  const total = groups.reduce((sum, group) => sum + group.count, 0)
  const where = read < nodes.length ? ` on ${read} of ${nodes.length} servers` : ''
  return `${formatNumber(total)} connections${where}; alike ones are one line`
}

function NoGroups({ nodes, text }: { readonly nodes: ClientsData['nodes']; readonly text: string }) {
  if (text !== '') return <Empty title={`No client contains “${text}”.`} />
  if (nodes.every((node) => node.why !== null)) return <Empty title="No list of clients could be read." />
  return <Empty title="No list of clients was read yet.">CLIENT LIST is asked every minute.</Empty>
}
