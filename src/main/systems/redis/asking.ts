import { myselfOf, type NodeLine, parseClusterNodes } from './ask/cluster-nodes.ts'
import type { Reply } from './ask/link.ts'
import { parseRecords } from './ask/sentinel.ts'
import { fullestSlots } from './ask/slot-stats.ts'
import { newestId } from './ask/slowlog.ts'
import type { AskName, RawFailure, RawWatched } from './raw.ts'

/** The settings that rules and pages compare. */
export const wantedSettings = [
  'maxmemory-policy',
  'slowlog-log-slower-than',
  'slowlog-max-len',
  'latency-monitor-threshold',
  'cluster-node-timeout',
  'cluster-replica-validity-factor',
  'cluster-require-full-coverage',
  'cluster-migration-barrier',
  'repl-backlog-size',
  'repl-ping-replica-period',
  'min-replicas-to-write',
  'min-replicas-max-lag',
  'stop-writes-on-bgsave-error',
  'replica-priority',
  'appendonly',
  'save',
] as const

/** More clients than this are not listed: the server writes a line for each while it does nothing else. */
const listedClients = 5000
const usualSlowEntries = 8
const mostSlowEntries = 128

/** Sends one command; gives undefined, and notes why, where it fails. Throws only when the whole server failed. */
export type Ask = (name: AskName, args: readonly string[]) => Promise<Reply | undefined>

/** What a data node was asked beside INFO, from one sample to the next. */
export interface AskedBefore {
  /** The newest slow command that was read. */
  slowId: number | undefined
  isCluster: boolean
}

/** The clients' list and the settings, about once a minute. */
export async function askSlowly(ask: Ask, connectedClients: number): Promise<void> {
  const settings = ask('CONFIG GET', ['CONFIG', 'GET', ...wantedSettings])
  await Promise.all([
    ask('INFO commandstats', ['INFO', 'commandstats']),
    ask('INFO latencystats', ['INFO', 'latencystats']),
    ask('LATENCY LATEST', ['LATENCY', 'LATEST']),
    settings,
    ...(connectedClients <= listedClients ? [ask('CLIENT LIST', ['CLIENT', 'LIST'])] : []),
  ])
}

/** What is new in the slow log: few entries, and as many more as the ids say that there are. */
export async function askSlowlog(ask: Ask, before: AskedBefore): Promise<void> {
  const reply = await ask('SLOWLOG GET', ['SLOWLOG', 'GET', String(usualSlowEntries)])
  const newest = newestId(reply)
  if (newest === undefined) return
  const missing = before.slowId === undefined ? mostSlowEntries : newest - before.slowId
  before.slowId = newest
  if (missing > usualSlowEntries)
    await ask('SLOWLOG GET', ['SLOWLOG', 'GET', String(Math.min(missing, mostSlowEntries))])
}

/**
 * Links and shards only when everything is due: they say how the bus is, not who owns what.
 * @returns the node's own line
 */
export async function askCluster(ask: Ask, own: string, slow: boolean): Promise<NodeLine | undefined> {
  const [nodes] = await Promise.all([
    ask('CLUSTER NODES', ['CLUSTER', 'NODES']),
    ask('CLUSTER INFO', ['CLUSTER', 'INFO']),
    ...(slow
      ? [ask('CLUSTER LINKS', ['CLUSTER', 'LINKS']), ask('CLUSTER SHARDS', ['CLUSTER', 'SHARDS'])]
      : []),
  ])
  return typeof nodes === 'string' ? myselfOf(parseClusterNodes(nodes, own)) : undefined
}

/** The slots that hold the most keys, of servers that count them. */
export async function askFullest(ask: Ask): Promise<void> {
  const order = ['ORDERBY', 'KEY-COUNT', 'LIMIT', String(fullestSlots), 'DESC']
  await ask('CLUSTER SLOT-STATS', ['CLUSTER', 'SLOT-STATS', ...order])
}

/** All that a sentinel knows of the masters it watches. @param wanted names; empty: all */
export async function askWatched(
  ask: Ask,
  wanted: readonly string[],
  failureOf: (name: AskName) => RawFailure | undefined,
): Promise<Readonly<Record<string, RawWatched>>> {
  const masters = parseRecords(await ask('SENTINEL MASTERS', ['SENTINEL', 'MASTERS']))
  const names = masters.map((master) => master.get('name') ?? '')
  const chosen = names.filter((name) => wanted.length === 0 || wanted.includes(name))
  const watched: Record<string, RawWatched> = {}
  // one after the other: a quorum that is missing is told as an error of that very name
  for (const name of chosen) watched[name] = await askOne(ask, name, failureOf)
  return watched
}

async function askOne(
  ask: Ask,
  name: string,
  failureOf: (name: AskName) => RawFailure | undefined,
): Promise<RawWatched> {
  const [replicas, sentinels, quorum, address] = await Promise.all([
    ask('SENTINEL REPLICAS', ['SENTINEL', 'REPLICAS', name]),
    ask('SENTINEL SENTINELS', ['SENTINEL', 'SENTINELS', name]),
    ask('SENTINEL CKQUORUM', ['SENTINEL', 'CKQUORUM', name]),
    ask('SENTINEL GET-MASTER-ADDR-BY-NAME', ['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name]),
  ])
  const refused = failureOf('SENTINEL CKQUORUM')
  const at = refused?.message.indexOf('NOQUORUM') ?? -1
  const lacks = at >= 0 ? (refused?.message.slice(at) ?? null) : null
  const said = typeof quorum === 'string' ? quorum : lacks
  return {
    replicas: replicas ?? null,
    sentinels: sentinels ?? null,
    quorum: said,
    quorumOk: typeof quorum === 'string' ? true : lacks === null ? null : false,
    address: address ?? null,
  }
}
