import { formatDuration, formatInstant } from '../../../../shared/base/format-time.ts'
import type { NodeData } from '../../../../shared/systems/redis-views.ts'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import loadStyle from '../load/load.module.css'
import { sinceText } from '../node-words.ts'

/** What stands until it changes: whose data it has, whether they are saved, what made it slow. */
export function StandingPanel({ data, times }: { readonly data: NodeData; readonly times: Times }) {
  const rows = [
    ...replicationRows(data, times.at),
    ...clusterRows(data),
    ...persistenceRows(data),
    ...latencyRows(data, times.at),
  ]
  return (
    <Panel title="Standing" note="what holds until it changes">
      <div className={loadStyle['figures']}>
        <Facts rows={rows} />
      </div>
    </Panel>
  )
}

function replicationRows({ row, history, linkStep }: NodeData, at: number): readonly FactRow[] {
  const rows: FactRow[] = []
  if (row.role === 'replica')
    rows.push({
      label: 'Link to its master',
      value: <span className={row.link === 'up' ? undefined : page['warn']}>{row.link ?? '?'}</span>,
      source: `INFO replication, master_link_status ${sinceText(row.linkSince, at)}`,
    })
  if (linkStep !== null && linkStep !== 'connected')
    rows.push({
      label: 'How far that link is',
      value: <span className={page['warn']}>{linkStep}</span>,
      source: 'ROLE: connect, connecting, handshake, sync, then connected',
    })
  if (row.role === 'replica')
    rows.push({
      label: 'As its master lists it',
      value: row.listed ?? <span className={page['warn']}>not listed</span>,
      source: `INFO replication of ${row.master ?? 'its master, which is not known'}, slaveN state`,
    })
  if (history !== null)
    rows.push({
      label: 'Replication history',
      value: <Name cut>{history.id.slice(0, 12)}</Name>,
      source: isFork(history.before)
        ? `master_replid; before offset ${history.beforeOffset} it was ${history.before.slice(0, 12)}`
        : 'master_replid; it never took over from another',
    })
  return rows
}

function clusterRows({ row, unlinked }: NodeData): readonly FactRow[] {
  const rows: FactRow[] = []
  if (row.configEpoch !== null)
    rows.push({ label: 'Configuration epoch', value: row.configEpoch, source: 'CLUSTER NODES, myself' })
  if (unlinked !== null)
    rows.push({
      label: 'Links of the bus',
      value:
        unlinked.length === 0 ? (
          'to all its peers'
        ) : (
          <span className={page['warn']}>none to {unlinked.join(', ')}</span>
        ),
      source: 'CLUSTER LINKS, each minute',
    })
  return rows
}

/** A history that never changed hands has forty zeros as the one before. */
const isFork = (before: string) => /[1-9a-f]/.test(before)

function persistenceRows({ persistence }: NodeData): readonly FactRow[] {
  if (persistence === null)
    return [{ label: 'Persistence', value: '?', source: 'INFO persistence was not observed' }]
  return Object.entries(persistence).map(([key, value]) => {
    const [label, field] = persistenceFields[key] ?? [key, key]
    return {
      label,
      value: <span className={value === 'err' ? page['bad'] : undefined}>{persistenceValue(value)}</span>,
      source: `INFO persistence, ${field}`,
    }
  })
}

/** What the fact calls them, what they are, and the field of INFO that they come from. */
const persistenceFields: Readonly<Record<string, readonly [label: string, field: string]>> = {
  save: ['Last snapshot', 'rdb_last_bgsave_status'],
  aof: ['Append-only file', 'aof_enabled'],
  aofWrite: ['Last write of the append-only file', 'aof_last_write_status'],
  aofRewrite: ['Last rewrite of the append-only file', 'aof_last_bgrewrite_status'],
}

function persistenceValue(value: string | boolean | number | null): string {
  if (value === null) return '?'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value)
}

function latencyRows({ latency }: NodeData, at: number): readonly FactRow[] {
  return latency.map(({ event, at: when, lastMs, maxMs }) => ({
    label: `Latency event ${event}`,
    value: formatDuration(lastMs),
    source: `LATENCY LATEST, ${formatInstant(when, at)}; the longest ${formatDuration(maxMs)}`,
  }))
}
