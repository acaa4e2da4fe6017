import { useMemo } from 'react'
import type { WatchesData } from '../../../shared/systems/zookeeper-tree-views.ts'
import { Link, useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import { ShortTable } from '../ShortTable.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { memberEntity, sessionEntity, znodeEntity } from './entities.ts'
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

function ByMember({ data: { members }, times }: PartProps) {
  const columns = useMemo((): readonly Column[] => {
    const number = numberColumns((row) => memberEntity(members[row]?.id ?? ''), times.readAt)
    return [
      wordColumn(
        ['id', 'Server', 'minmax(120px, 1fr)'],
        (row) => <b>{members[row]?.id}</b>,
        (row) => members[row]?.id ?? '',
      ),
      number(['watches', 'Watches', '110px'], 'count', (row) => members[row]?.watches, {
        from: 'wchs or mntr zk_watch_count',
      }),
      number(['paths', 'Paths', '110px'], 'count', (row) => members[row]?.paths, {
        metric: 'member.watched_paths',
      }),
      number(['sessions', 'Sessions', '110px'], 'count', (row) => members[row]?.connections, {
        metric: 'member.watching_sessions',
      }),
    ]
  }, [members, times.readAt])
  return (
    <Panel title="By member" note="a watch lives on the member that its session is connected to">
      <ShortTable
        label="Watches by member"
        columns={columns}
        count={members.length}
        rowKey={(row) => members[row]?.id ?? ''}
        entityOf={(row) => memberEntity(members[row]?.id ?? '')}
        most={7}
        empty={<Empty title="No member was asked yet." />}
      />
    </Panel>
  )
}

function ByPath({ data: { byPath, why }, times }: PartProps) {
  const columns = useMemo((): readonly Column[] => {
    const path = (row: number) => byPath[row]?.path ?? ''
    const number = numberColumns((row) => znodeEntity(path(row)), times.readAt)
    const link = (row: number) => (
      <Link to={['ensemble']} state={{ znode: path(row) }}>
        <Name cut>{path(row)}</Name>
      </Link>
    )
    return [
      wordColumn(['path', 'Path', 'minmax(160px, 1fr)'], link, path),
      number(['sessions', 'Sessions', '110px'], 'count', (row) => byPath[row]?.sessions, {
        from: 'wchp, or wchc turned round',
      }),
    ]
  }, [byPath, times.readAt])
  return (
    <Panel title="By path" fill note="most watched first; data watches only, servers list no others">
      <DataTable
        label="Watches by path"
        columns={columns}
        count={byPath.length}
        rowKey={(row) => byPath[row]?.path ?? ''}
        entityOf={(row) => znodeEntity(byPath[row]?.path ?? '')}
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
  const columns = useMemo((): readonly Column[] => {
    const id = (row: number) => bySession[row]?.id ?? ''
    const client = (row: number) => bySession[row]?.client ?? ''
    const number = numberColumns((row) => sessionEntity(id(row)), times.readAt)
    return [
      wordColumn(['id', 'Session', '170px'], (row) => <Name>{id(row)}</Name>, id),
      wordColumn(
        ['client', 'Client', 'minmax(120px, 1fr)'],
        (row) => <Name cut>{client(row) || '?'}</Name>,
        client,
      ),
      number(['paths', 'Paths', '110px'], 'count', (row) => bySession[row]?.paths, { from: 'wchc' }),
    ]
  }, [bySession, times.readAt])
  return (
    <Panel title="By session" fill>
      <DataTable
        label="Watches by session"
        columns={columns}
        count={bySession.length}
        rowKey={(row) => bySession[row]?.id ?? ''}
        entityOf={(row) => sessionEntity(bySession[row]?.id ?? '')}
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
