import { X } from 'lucide-react'
import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { SessionData } from '../../../shared/systems/zookeeper-tree-views.ts'
import { Link } from '../../app/Link.tsx'
import { Empty, Unknown } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Facts } from '../../components/Facts.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { Panel } from '../../components/Panel.tsx'
import page from '../page.module.css'
import { Viewed } from '../Viewed.tsx'
import { sessionEntity } from './entities.ts'
import { SessionState } from './session-columns.tsx'
import { PathText } from './tree/PathText.tsx'
import style from './tree/znode.module.css'
import { useZookeeperView } from './use-zookeeper-view.ts'

/** One session: its client, its silence, and every znode and watch that goes with it. */
export function SessionPanel({
  targetId,
  id,
  onClose,
}: {
  targetId: string
  id: string
  onClose: () => void
}) {
  const view = useZookeeperView(targetId, 'session', { id })
  return (
    <Panel
      className={page['side']}
      fill
      title={
        <>
          <Name>{id}</Name> <Mark entity={sessionEntity(id)} />
        </>
      }
      note={view.data === undefined ? undefined : <SessionState state={view.data.session.state} />}
      actions={
        <Button kind="ghost" label="Close" onClick={onClose}>
          <X size={13} />
        </Button>
      }
    >
      <Viewed view={view} what={`Session ${id}`}>
        {(data, times) => <Body data={data} at={times.at} />}
      </Viewed>
    </Panel>
  )
}

function Body({ data, at }: { readonly data: SessionData; readonly at: number }) {
  const { session } = data
  return (
    <div className={style['facts']}>
      <Facts
        rows={[
          {
            label: 'Client',
            value: <Name>{session.client ?? '?'}</Name>,
            source: session.member === null ? 'cons' : `cons on server ${session.member}`,
          },
          {
            label: 'Silent for',
            value: (
              <>
                <Num
                  value={session.idleMs ?? NaN}
                  metric="session.idle"
                  unit="ms"
                  entity={sessionEntity(session.id)}
                />{' '}
                of {session.timeoutMs === null ? '?' : formatDuration(session.timeoutMs)}
              </>
            ),
            source:
              session.expiresAt === null
                ? 'cons lresp, to'
                : `would end ${formatInstant(session.expiresAt, at)}`,
          },
          {
            label: 'Made by',
            value: session.madeBy === null ? '?' : `server ${session.madeBy}`,
            source: 'top byte of its id',
          },
        ]}
      />
      <h4 className={style['sub']}>Ephemeral znodes</h4>
      {data.ephemerals.length === 0 && <Empty title="It owns no znode." />}
      <ul className={style['list']}>
        {data.ephemerals.map((each) => (
          <li key={each.path}>
            <Link to={['ensemble']} state={{ znode: each.path }}>
              <PathText path={each.path} />
            </Link>
            <span className={page['dim']}>{each.ctime === null ? '' : formatInstant(each.ctime, at)}</span>
          </li>
        ))}
      </ul>
      <h4 className={style['sub']}>Watches</h4>
      <Watched paths={data.watches} />
    </div>
  )
}

function Watched({ paths }: { readonly paths: readonly string[] | null }) {
  if (paths === null)
    return (
      <Unknown title="Its watches: unknown." fix="4lw.commands.whitelist with wchc, or AdminServer">
        No member lists watches by session.
      </Unknown>
    )
  if (paths.length === 0) return <Empty title="It watches no data." />
  return (
    <ul className={style['list']}>
      {paths.map((path) => (
        <li key={path}>
          <Link to={['ensemble']} state={{ znode: path }}>
            <PathText path={path} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
