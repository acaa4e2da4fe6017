import { formatNumber } from '../../../../shared/base/format-number.ts'
import { formatDuration, formatInstant, formatInstantLong } from '../../../../shared/base/format-time.ts'
import type { ZnodeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Unknown } from '../../../components/Blocks.tsx'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Mark } from '../../../components/Mark.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import page from '../../page.module.css'
import { znodeEntity } from '../entities.ts'
import { shortPath } from './paths.ts'
import style from './znode.module.css'

/** The stat of a znode, its place among its siblings, and its earlier states. */
export function ZnodeStatPanel({ data, at }: { readonly data: ZnodeData; readonly at: number }) {
  return (
    <Panel
      title="Stat"
      fill
      note={
        <>
          <Name>{shortPath(data.path, 34)}</Name> <Mark entity={znodeEntity(data.path)} />
        </>
      }
    >
      <div className={style['facts']}>
        {data.stat === null ? (
          <Unknown title="Stat: unknown." fix="Grant READ on this znode to the user that Orrery signs in as.">
            The server refuses to read this znode.
          </Unknown>
        ) : (
          <Facts rows={[...statRows(data, at), ...queueRows(data, at)]} />
        )}
        <History data={data} at={at} />
      </div>
    </Panel>
  )
}

function statRows({ stat, source, since, kind }: ZnodeData, at: number): readonly FactRow[] {
  if (stat === null) return []
  const read = since === null ? source : `${source}, ${formatInstant(since, at)}`
  const zxid = (value: string) => <Name>{value}</Name>
  return [
    { label: 'czxid', value: zxid(stat.czxid), source: `created ${formatInstantLong(stat.ctime, at)}` },
    {
      label: 'mzxid',
      value: zxid(stat.mzxid),
      source:
        stat.mzxid === stat.czxid ? 'not changed since' : `changed ${formatInstantLong(stat.mtime, at)}`,
    },
    {
      label: 'Versions',
      value: `${stat.version} · ${stat.cversion} · ${stat.aversion}`,
      source: `data · children · ACL; ${read}`,
    },
    {
      label: 'ephemeralOwner',
      value:
        stat.ephemeralOwner === null ? <span className={page['dim']}>none</span> : zxid(stat.ephemeralOwner),
      source: kind === 'ephemeral' ? 'goes when this session ends' : `${kind}: outlives sessions`,
    },
    {
      label: 'Bytes · children',
      value: (
        <>
          <Num value={stat.dataLength} unit="count" from="stat dataLength" /> ·{' '}
          <Num value={stat.numChildren} unit="count" from="stat numChildren" />
        </>
      ),
      source: read,
    },
  ]
}

/** Only names with sequence numbers stand in a line. Whether the line is a lock is for the reader to know. */
function queueRows({ queue, stat, path }: ZnodeData, at: number): readonly FactRow[] {
  if (queue === null || stat === null) return []
  const isFirst = queue.place === 1
  const looksLikeLock = /lock|lease|leader|elect|mutex/i.test(path)
  return [
    {
      label: 'Place in line',
      value: (
        <b className={isFirst ? page['ok'] : undefined}>
          {queue.place} of {queue.of}
          {isFirst && looksLikeLock ? ': holds the lock' : ''}
        </b>
      ),
      source: queue.ahead === null ? 'lowest sequence among its siblings' : `waits behind ${queue.ahead}`,
    },
    {
      label: isFirst && looksLikeLock ? 'Held for' : 'There for',
      value: formatDuration(Math.max(0, at - stat.ctime)),
      source: 'from ctime, by the server’s clock',
    },
  ]
}

function History({ data, at }: { readonly data: ZnodeData; readonly at: number }) {
  if (data.history.length < 2) return null
  return (
    <>
      <h4 className={style['sub']}>Earlier, within a day</h4>
      <ul className={style['list']}>
        {data.history.map((h) => (
          <li key={`${h.at} ${h.version}`}>
            <Link at={h.at}>{formatInstant(h.at, at)}</Link>
            <span className={page['dim']}>
              version {h.version} · {formatNumber(h.bytes)} bytes
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
