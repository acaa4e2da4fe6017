import type { ReactNode } from 'react'
import { formatDuration, formatInstant } from '../../../../shared/base/format-time.ts'
import type { SessionBrief, ZnodeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Empty, Unknown } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import page from '../../page.module.css'
import { PathText } from './PathText.tsx'
import style from './znode.module.css'

const most = 40

/** Znode → session → client: who keeps it there, and all that goes with it. */
export function OwnerPanel({
  data,
  at,
  onSelect,
  choice,
}: {
  readonly data: ZnodeData
  readonly at: number
  readonly onSelect: (path: string) => void
  /** What else this place shows, where owner and data share one. */
  readonly choice: ReactNode
}) {
  const { owner } = data
  return (
    <Panel
      title="Who owns it"
      fill
      note={owner === null ? undefined : 'znode → session → client'}
      actions={choice}
    >
      {owner === null ? (
        <NoOwner data={data} />
      ) : (
        <div className={style['facts']}>
          <Chain owner={owner} />
          <Heard
            owner={owner}
            at={at}
            isLock={data.queue?.place === 1 && /lock|lease|leader|elect|mutex/i.test(data.path)}
          />
          <h4 className={style['sub']}>All that this session owns</h4>
          <ul className={style['list']}>
            {data.alsoOwned.slice(0, most).map((each) => (
              <li key={each.path}>
                <button type="button" className={style['pathButton']} onClick={() => onSelect(each.path)}>
                  <PathText path={each.path} />
                </button>
                <span className={page['dim']}>{formatInstant(each.ctime, at)}</span>
              </li>
            ))}
          </ul>
          {data.alsoOwned.length > most && (
            <p className={page['dim']}>and {data.alsoOwned.length - most} more</p>
          )}
        </div>
      )}
    </Panel>
  )
}

function NoOwner({ data }: { readonly data: ZnodeData }) {
  if (data.kind === 'unreadable') return <Empty title="Whether anybody owns it is not known." />
  return <Empty title="Nobody owns it.">It is {data.kind}: it stays until it is deleted.</Empty>
}

function Chain({ owner }: { readonly owner: SessionBrief }) {
  return (
    <div className={style['chain']}>
      <Link to={['sessions']} state={{ session: owner.id }} className={style['link']}>
        <span className={page['dim']}>
          session{owner.madeBy === null ? '' : `, by server ${owner.madeBy}`}
        </span>
        <Name>{owner.id}</Name>
      </Link>
      <span className={style['arrow']} aria-hidden>
        →
      </span>
      <div className={style['link']}>
        <span className={page['dim']}>
          client{owner.member === null ? '' : `, on server ${owner.member}`}
        </span>
        <Name>{owner.client ?? '?'}</Name>
      </div>
    </div>
  )
}

/** How long nothing was heard of it, of how long it may be silent. */
function Heard({
  owner,
  at,
  isLock,
}: {
  readonly owner: SessionBrief
  readonly at: number
  readonly isLock: boolean
}) {
  if (owner.state === 'no-connection')
    return (
      <State tone="warn">
        no member lists a connection
        {owner.expiresAt === null ? '' : `; it ends ${formatInstant(owner.expiresAt, at)} at the latest`}
      </State>
    )
  if (owner.idleMs === null || owner.timeoutMs === null)
    return (
      <Unknown title="Whether it lives: unknown.">
        No member that answered lists its connection. <Name>cons</Name> or AdminServer’s connections would.
      </Unknown>
    )
  const share = owner.idleMs / owner.timeoutMs
  const what = isLock ? 'the lock is free' : 'its znodes go'
  return (
    <>
      <div className={style['heard']}>
        <span className={page['dim']}>heard</span>
        <Bar value={owner.idleMs} max={owner.timeoutMs} tone={share > 0.66 ? 'warn' : 'ok'} />
        <span>
          <Num value={owner.idleMs} metric="session.idle" unit="ms" /> of {formatDuration(owner.timeoutMs)}
        </span>
      </div>
      {owner.expiresAt !== null && (
        <p className={page['dim']}>
          If it falls silent now, {what} at {formatInstant(at + owner.timeoutMs, at)}.
        </p>
      )}
    </>
  )
}
