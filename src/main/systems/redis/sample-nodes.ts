import type { Json } from '../../../shared/base/json.ts'
import { infoMetrics } from '../../../shared/systems/redis-info.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { addressOf } from '../base/address.ts'
import { linkStep } from './ask/cluster-bus.ts'
import { outlineClients } from './ask/client-list.ts'
import { keyspaceOf, numberIn, replicasIn } from './ask/info.ts'
import { parseConfig, parseLatency } from './ask/stats.ts'
import { factColumn, valueColumn } from '../base/columns.ts'
import { failuresOf, masterOf, type ParsedServer } from './parsed-server.ts'
import { dataAsks } from './raw.ts'

/** `undefined` of who does not answer. */
type Of<T> = (node: ParsedServer) => T | undefined

export function byEntity(nodes: readonly ParsedServer[]): ReadonlyMap<string, ParsedServer> {
  return new Map(nodes.map((node) => [`node/${node.address}`, node]))
}

export function nodeValues(nodes: readonly ParsedServer[], entities: EntitySet): readonly ValueColumn[] {
  const byPath = byEntity(nodes)
  const column = (metric: string, of: Of<number>) =>
    valueColumn(metric, entities, (path) => {
      const node = byPath.get(path)
      return node?.why === undefined && node !== undefined ? of(node) : undefined
    })
  return [
    column('node.round_trip', ({ raw }) => raw.roundTripMs ?? undefined),
    column('node.keys', ({ info }) => keyspaceOf(info).keys),
    column('node.expires', ({ info }) => keyspaceOf(info).expires),
    ...infoMetrics.map(({ key, field, scale }) => column(key, ({ info }) => scale * numberIn(info, field))),
  ]
}

/** @param slow what is asked once a minute was asked: otherwise its facts go on holding */
export function nodeFacts(
  nodes: readonly ParsedServer[],
  entities: EntitySet,
  slow: boolean,
): readonly FactColumn[] {
  const byPath = byEntity(nodes)
  const fact = (key: string, of: Of<Json>) =>
    factColumn(key, entities, (path) => {
      const node = byPath.get(path)
      return node && of(node)
    })
  /** Of who does not answer holds what it said last. */
  const said = (key: string, of: Of<Json>) =>
    fact(key, (node) => (node.why === undefined ? of(node) : undefined))
  return [
    fact('node.state', ({ state }) => state),
    fact('node.why', ({ why }) => why?.message ?? null),
    said('node.role', ({ info }) => roleOf(info.get('role'))),
    said('node.version', versionOf),
    said('node.master', ({ info }) => masterOf(info) ?? null),
    said('node.link', linkOf),
    said('node.link_step', ({ raw }) => linkStep(raw.replies.ROLE) ?? null),
    said('node.replicas', ({ info }) =>
      replicasIn(info).map(({ host, port, state }) => ({ address: addressOf(host, port), state })),
    ),
    said('node.history', historyOf),
    said('node.persistence', persistenceOf),
    said('node.policy', ({ info }) => info.get('maxmemory_policy')),
    said('node.config', ({ raw }) => unlessEmpty(parseConfig(raw.replies['CONFIG GET']))),
    said('node.latency', ({ raw }) => latencyOf(raw.replies['LATENCY LATEST'])),
    said('node.clients', ({ raw }) => clientsOf(raw.replies['CLIENT LIST'])),
    said('node.asks', (node) => (slow ? asksOf(node) : undefined)),
  ]
}

function roleOf(role: string | undefined): Json | undefined {
  if (role === undefined) return undefined
  return role === 'slave' ? 'replica' : role
}

/** Valkey says that it is Redis 7.2.4, for the sake of clients. */
export function versionOf({ info }: Pick<ParsedServer, 'info'>): string | undefined {
  const valkey = info.get('valkey_version')
  if (valkey !== undefined) return `valkey ${valkey}`
  const version = info.get('redis_version')
  return version === undefined ? undefined : `redis ${version}`
}

function linkOf({ info }: ParsedServer): Json {
  if (info.get('master_sync_in_progress') === '1') return 'sync'
  return info.get('master_link_status') ?? null
}

const noHistory = /^0+$/

function historyOf({ info }: ParsedServer): Json | undefined {
  const id = info.get('master_replid')
  const before = info.get('master_replid2') ?? ''
  if (id === undefined) return undefined
  const isFirst = before === '' || noHistory.test(before)
  return {
    id,
    before: isFirst ? '' : before,
    beforeOffset: isFirst ? -1 : numberIn(info, 'second_repl_offset'),
  }
}

function persistenceOf({ info }: ParsedServer): Json | undefined {
  const save = info.get('rdb_last_bgsave_status')
  if (save === undefined) return undefined
  return {
    save,
    aof: info.get('aof_enabled') === '1',
    aofWrite: info.get('aof_last_write_status') ?? '',
    aofRewrite: info.get('aof_last_bgrewrite_status') ?? '',
  }
}

function unlessEmpty(settings: Readonly<Record<string, string>>): Json | undefined {
  return Object.keys(settings).length === 0 ? undefined : settings
}

function latencyOf(reply: Parameters<typeof parseLatency>[0]): Json | undefined {
  return reply === undefined ? undefined : parseLatency(reply).map((event) => ({ ...event }))
}

function clientsOf(reply: Parameters<typeof parseLatency>[0]): Json | undefined {
  return typeof reply === 'string' ? outlineClients(reply).map((group) => ({ ...group })) : undefined
}

/** For each command whether it is answered, as of the last minute's asking. */
function asksOf(node: ParsedServer): Json {
  const refused = new Map(failuresOf(node).map(([name, { message }]) => [name as string, message]))
  const told = dataAsks.filter((name) => refused.has(name) || name in node.raw.replies)
  return Object.fromEntries(told.map((name) => [name, refused.get(name) ?? 'answered']))
}
