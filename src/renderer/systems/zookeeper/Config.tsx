import { useMemo } from 'react'
import { ownSettings } from '../../../shared/systems/zookeeper-readings.ts'
import type { ConfigData } from '../../../shared/systems/zookeeper-views.ts'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import { OtherValue } from '../OtherValue.tsx'
import { ShortTable } from '../ShortTable.tsx'
import { Said } from '../Said.tsx'
import { Viewed } from '../Viewed.tsx'
import { memberEntity } from './entities.ts'
import { useOtherZookeeperView, useZookeeperView } from './use-zookeeper-view.ts'

/** Who belongs to the ensemble, and what each member was told; where they differ comes first. */
export function Config({ targetId }: PageProps) {
  const view = useZookeeperView(targetId, 'config', {})
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The configuration">
        {(data) => (
          <>
            <Differences data={data} />
            <Servers data={data} />
            <Settings data={data} />
          </>
        )}
      </Viewed>
    </div>
  )
}

function Differences({ data }: { readonly data: ConfigData }) {
  const keys = data.rows.filter((row) => row.differs).map((row) => row.key)
  if (keys.length === 0) return null
  return (
    <Said
      tone="warn"
      headline={`Members don’t agree on ${keys.join(', ')}.`}
      rest="Which value holds depends on who leads, or on whom a client is connected to."
    />
  )
}

function Servers({ data: { servers, version } }: { readonly data: ConfigData }) {
  const columns = useMemo(
    (): readonly Column[] => [
      {
        id: 'id',
        label: 'Server',
        width: '90px',
        sort: (row) => servers[row]?.id ?? '',
        cell: (row) => <b>{servers[row]?.id}</b>,
      },
      {
        id: 'role',
        label: 'Votes',
        width: '120px',
        cell: (row) => (servers[row]?.voter === true ? 'voter' : 'observer'),
      },
      {
        id: 'quorum',
        label: 'Between members',
        width: 'minmax(180px, 1fr)',
        cell: (row) => <Name cut>{servers[row]?.quorumAddress ?? '?'}</Name>,
      },
      {
        id: 'client',
        label: 'For clients',
        width: 'minmax(180px, 1fr)',
        cell: (row) => <Name cut>{servers[row]?.client ?? '?'}</Name>,
      },
    ],
    [servers],
  )
  return (
    <Panel
      title={
        <>
          Servers <Mark entity="ensemble" />
        </>
      }
      note={
        version === null ? (
          'the configuration’s version was not read'
        ) : (
          <>
            /zookeeper/config, version <Name>{version}</Name>
          </>
        )
      }
    >
      <ShortTable
        label="Servers"
        columns={columns}
        count={servers.length}
        rowKey={(row) => servers[row]?.id ?? ''}
        entityOf={(row) => memberEntity(servers[row]?.id ?? '')}
        most={9}
        empty={<Empty title="No list of servers was read.">One standalone server has none.</Empty>}
      />
    </Panel>
  )
}

/** What a member was told at the other moment; undefined: nothing is compared, or it said nothing then. */
function useOtherSettings() {
  const other = useOtherZookeeperView('config', {})
  return useMemo(() => {
    if (other === undefined) return undefined
    const rows = new Map(other.data.rows.map((row) => [row.key, row.values]))
    const placeOf = new Map(other.data.members.map((member, place) => [member, place]))
    const isRead = (place: number) => other.data.rows.some(({ values }) => (values[place] ?? null) !== null)
    return {
      when: other.when,
      of(key: string, member: string): string | null | undefined {
        const place = placeOf.get(member)
        if (other.isOtherTarget && ownSettings.includes(key)) return undefined
        return place === undefined || !isRead(place) ? undefined : (rows.get(key)?.[place] ?? null)
      },
    }
  }, [other?.data, other?.when, other?.isOtherTarget])
}

function Settings({ data: { rows, members } }: { readonly data: ConfigData }) {
  const other = useOtherSettings()
  const columns = useMemo(
    (): readonly Column[] => [
      {
        id: 'key',
        label: 'Setting',
        width: 'minmax(180px, 1fr)',
        sort: (row) => rows[row]?.key ?? '',
        cell: (row) => <Name cut>{rows[row]?.key ?? ''}</Name>,
      },
      {
        id: 'state',
        label: 'Alike',
        width: '110px',
        sort: (row) => (rows[row]?.differs === true ? 0 : 1),
        cell: (row) =>
          rows[row]?.differs === true ? (
            <State tone="warn">differs</State>
          ) : (
            <span className={page['dim']}>—</span>
          ),
      },
      ...members.map((member, i): Column => ({
        id: `member ${member}`,
        label: `Server ${member}`,
        width: 'minmax(110px, 1fr)',
        cell: (row) => {
          const value = rows[row]?.values[i] ?? null
          const was = other?.of(rows[row]?.key ?? '', member)
          return (
            <>
              {other !== undefined && was !== undefined && was !== value && (
                <OtherValue value={was} when={other.when} />
              )}
              {value === null ? <span className={page['dim']}>not said</span> : <Name cut>{value}</Name>}
            </>
          )
        },
      })),
    ],
    [rows, members, other],
  )
  return (
    <Panel title="Settings" fill note="conf of each member, or AdminServer’s configuration">
      <DataTable
        label="Settings"
        columns={columns}
        count={rows.length}
        rowKey={(row) => rows[row]?.key ?? ''}
        firstSort={{ column: 'state', descending: false }}
        minWidth={600}
        empty={
          <Empty title="No member gave its settings.">conf must be whitelisted, or AdminServer on.</Empty>
        }
      />
    </Panel>
  )
}
