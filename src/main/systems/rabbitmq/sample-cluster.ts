import type { Json } from '../../../shared/base/json.ts'
import { rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import { factColumn, valueColumn } from '../base/columns.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { fieldsIn, listIn, numberIn, textIn, textsIn, type Fields } from './ask/fields.ts'
import { clusterGauges, type ParsedNode } from './parsed-node.ts'
import type { RawReplies } from './raw.ts'

const cluster: EntitySet = { paths: ['cluster'] }

const totals: Readonly<Record<string, readonly [of: string, field: string]>> = {
  'cluster.ready': ['queue_totals', 'messages_ready'],
  'cluster.unacked': ['queue_totals', 'messages_unacknowledged'],
  'cluster.queues': ['object_totals', 'queues'],
  'cluster.exchanges': ['object_totals', 'exchanges'],
  'cluster.connections': ['object_totals', 'connections'],
  'cluster.channels': ['object_totals', 'channels'],
  'cluster.consumers': ['object_totals', 'consumers'],
  'cluster.connections_opened': ['churn_rates', 'connection_created'],
  'cluster.connections_closed': ['churn_rates', 'connection_closed'],
  'cluster.channels_opened': ['churn_rates', 'channel_created'],
  'cluster.channels_closed': ['churn_rates', 'channel_closed'],
  'cluster.queues_created': ['churn_rates', 'queue_created'],
  'cluster.queues_deleted': ['churn_rates', 'queue_deleted'],
}

/** Counters that are absent until the first message: then they are 0. */
const counters: Readonly<Record<string, readonly string[]>> = {
  'cluster.publish': ['publish'],
  'cluster.confirm': ['confirm'],
  'cluster.deliver': ['deliver_get'],
  'cluster.ack': ['ack'],
  'cluster.redeliver': ['redeliver'],
  'cluster.returned': ['return_unroutable'],
  'cluster.dropped': ['drop_unroutable'],
  'cluster.get': ['get', 'get_no_ack'],
  'cluster.get_empty': ['get_empty'],
}

export function clusterValues(raw: RawReplies, nodes: readonly ParsedNode[]): readonly ValueColumn[] {
  const overview = fieldsIn(raw.replies['GET /api/overview'])
  const isTold = overview['object_totals'] !== undefined
  const hasStatistics = isTold && overview['disable_stats'] !== true
  const stats = fieldsIn(overview['message_stats'])
  const column = (metric: string, value: number) => valueColumn(metric, cluster, () => value)
  return [
    ...Object.entries(totals).map(([metric, [of, field]]) => {
      const told = numberIn(fieldsIn(overview[of]), field)
      return column(metric, Number.isNaN(told) ? sumOf(nodes, clusterGauges[metric]) : told)
    }),
    ...Object.entries(counters).map(([metric, names]) =>
      column(metric, hasStatistics ? names.reduce((sum, name) => sum + zeroIfAbsent(stats, name), 0) : NaN),
    ),
  ]
}

/** Only where every node that runs told its part is the sum that of the cluster. */
function sumOf(nodes: readonly ParsedNode[], name: string | undefined): number {
  const told = nodes.filter(({ state }) => state === 'running')
  if (name === undefined || told.length === 0 || told.some(({ metrics }) => metrics === undefined)) return NaN
  return told.reduce((sum, { metrics }) => sum + (metrics?.get(name) ?? 0), 0)
}

function zeroIfAbsent(stats: Fields, name: string): number {
  const value = numberIn(stats, name)
  return Number.isNaN(value) ? 0 : value
}

/** @param source where numbers of queues come from */
export function clusterFacts(
  raw: RawReplies,
  nodes: readonly ParsedNode[],
  source: string,
): readonly FactColumn[] {
  const overview = fieldsIn(raw.replies['GET /api/overview'])
  const name =
    textIn(overview, 'cluster_name') ?? nodes.find(({ identity }) => identity.cluster)?.identity.cluster
  const fact = (key: string, value: Json | undefined) => factColumn(key, cluster, () => value)
  return [
    fact('cluster.name', name),
    fact('cluster.source', source),
    fact('cluster.flags', flagsOf(raw.replies['GET /api/feature-flags'])),
    fact('cluster.deprecated', deprecatedOf(raw.replies['GET /api/deprecated-features/used'])),
    ...vhostFacts(raw.replies['GET /api/vhosts']),
  ]
}

function flagsOf(reply: Json | undefined): Json | undefined {
  if (reply === undefined) return undefined
  const flags = listIn(reply).map((flag) => ({
    name: textIn(flag, 'name') ?? '',
    state: textIn(flag, 'state') ?? '',
    stability: textIn(flag, 'stability') ?? '',
  }))
  return flags.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function deprecatedOf(reply: Json | undefined): Json | undefined {
  if (reply === undefined) return undefined
  return listIn(reply).map((feature) => textIn(feature, 'name') ?? '')
}

function vhostFacts(reply: Json | undefined): readonly FactColumn[] {
  if (reply === undefined) return []
  const vhosts = new Map(
    listIn(reply).map((vhost) => [rabbitmqEntity('vhost', textIn(vhost, 'name') ?? ''), vhost]),
  )
  const states = (path: string): Json => ({
    nodes: fieldsIn(vhosts.get(path)?.['cluster_state']),
    defaultType: textIn(vhosts.get(path) ?? {}, 'default_queue_type') ?? null,
    tags: textsIn(vhosts.get(path)?.['tags']),
  })
  return [factColumn('vhost.state', { paths: [...vhosts.keys()] }, states)]
}
