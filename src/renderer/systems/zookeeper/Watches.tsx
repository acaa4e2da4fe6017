import { useMemo } from 'react'
import type { WatchesData } from '../../../shared/systems/zookeeper-tree-views.ts'
import { Link, useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { useZookeeperView } from './use-zookeeper-view.ts'

/** Who waits for what: watches by member, by path, by session. */
export function Watches({ targetId }: PageProps) {
  const view = useZookeeperView(targetId, 'watches', { limit: 500 })
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The watches">
        {(data, times) => (
          <>
            {data.why !== null && <Unknown title="Not every watch is listed.">{data.why}</Unknown>}
            <ByMember data={data} times={times} />
            <div className={page['row']} style={{ flex: 1 }}>
              <ByPath data={data} times={times} />
              <BySession data={data} times={times} />
            </div>
          </>
        )}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly data: WatchesData
  readonly times: Times
}

const right = (
  id: string,
  label: string,
  value: (row: number) => number | null | undefined,
  source: { readonly metric?: string; readonly from?: string },
  entity: (row: number) => string,
  readAt: number,
): Column => ({
  id,
  label,
  width: '110px',
  align: 'right',
  sort: (row) => value(row) ?? NaN,
  cell: (row) => (
    <Num
      value={value(row) ?? NaN}
      unit="count"
      {...source}
      entity={entity(row)}
      readAt={readAt}
      focusable={false}
    />
  ),
})

function ByMember({ data: { members }, times }: PartProps) {
  const columns = useMemo((): readonly Column[] => {
    const entity = (row: number) => `member/${members[row]?.id ?? ''}`
    return [
      {
        id: 'id',
        label: 'Server',
        width: 'minmax(120px, 1fr)',
        sort: (row) => members[row]?.id ?? '',
        cell: (row) => <b>{members[row]?.id}</b>,
      },
      right(
        'watches',
        'Watches',
        (row) => members[row]?.watches,
        { from: 'wchs or mntr zk_watch_count' },
        entity,
        times.readAt,
      ),
      right(
        'paths',
        'Paths',
        (row) => members[row]?.paths,
        { metric: 'member.watched_paths' },
        entity,
        times.readAt,
      ),
      right(
        'sessions',
        'Sessions',
        (row) => members[row]?.connections,
        { metric: 'member.watching_sessions' },
        entity,
        times.readAt,
      ),
    ]
  }, [members, times.readAt])
  return (
    <Panel title="By member" note="a watch lives on the member that its session is connected to">
      <ShortTable
        label="Watches by member"
        columns={columns}
        count={members.length}
        rowKey={(row) => members[row]?.id ?? ''}
        most={7}
        empty={<Empty title="No member was asked yet." />}
      />
    </Panel>
  )
}

function ByPath({ data: { byPath, why }, times }: PartProps) {
  const columns = useMemo(
    (): readonly Column[] => [
      {
        id: 'path',
        label: 'Path',
        width: 'minmax(160px, 1fr)',
        sort: (row) => byPath[row]?.path ?? '',
        cell: (row) => (
          <Link to={['ensemble']} state={{ znode: byPath[row]?.path ?? '' }}>
            <Name cut>{byPath[row]?.path ?? ''}</Name>
          </Link>
        ),
      },
      right(
        'sessions',
        'Sessions',
        (row) => byPath[row]?.sessions,
        { from: 'wchp, or wchc turned round' },
        (row) => `znode${byPath[row]?.path ?? ''}`,
        times.readAt,
      ),
    ],
    [byPath, times.readAt],
  )
  return (
    <Panel title="By path" fill note="most watched first; data watches only, servers list no others">
      <DataTable
        label="Watches by path"
        columns={columns}
        count={byPath.length}
        rowKey={(row) => byPath[row]?.path ?? ''}
        firstSort={{ column: 'sessions', descending: true }}
        empty={
          <Empty title={why === null ? 'No path is watched.' : 'Which paths are watched is not known.'} />
        }
      />
    </Panel>
  )
}

function BySession({ data: { bySession, why }, times }: PartProps) {
  const open = useOpen()
  const columns = useMemo(
    (): readonly Column[] => [
      {
        id: 'id',
        label: 'Session',
        width: '170px',
        sort: (row) => bySession[row]?.id ?? '',
        cell: (row) => <Name>{bySession[row]?.id ?? ''}</Name>,
      },
      {
        id: 'client',
        label: 'Client',
        width: 'minmax(120px, 1fr)',
        sort: (row) => bySession[row]?.client ?? '',
        cell: (row) => <Name cut>{bySession[row]?.client ?? '?'}</Name>,
      },
      right(
        'paths',
        'Paths',
        (row) => bySession[row]?.paths,
        { from: 'wchc' },
        (row) => `session/${bySession[row]?.id ?? ''}`,
        times.readAt,
      ),
    ],
    [bySession, times.readAt],
  )
  return (
    <Panel title="By session" fill>
      <DataTable
        label="Watches by session"
        columns={columns}
        count={bySession.length}
        rowKey={(row) => bySession[row]?.id ?? ''}
        firstSort={{ column: 'paths', descending: true }}
        onOpen={(row) => open(['sessions'], { session: bySession[row]?.id ?? '' })}
        empty={
          <Empty
            title={why === null ? 'No session watches anything.' : 'Which sessions watch is not known.'}
          />
        }
      />
    </Panel>
  )
}
