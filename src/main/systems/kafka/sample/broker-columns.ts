import type { EntitySet, FactColumn, ValueColumn } from '../../sample.ts'
import type { MetadataHead } from '../ask/metadata.ts'
import type { Memo } from '../memo.ts'
import type { Model } from '../model.ts'
import { joinEndpoint } from '../pool.ts'
import { answersTo, type Raw } from '../raw.ts'
import type { Topology } from '../topology.ts'
import { whole } from './partition-columns.ts'

const cluster: EntitySet = { paths: ['cluster'] }

export interface Seen {
  readonly raw: Raw
  readonly head: MetadataHead
  readonly topology: Topology
  readonly hw: Float64Array
}

/** Counts per broker: what it leads, holds, and misses; what it misses also of a broker that is gone. */
export function brokerValues({ raw, head, topology, hw }: Seen, model: Model): ValueColumn[] {
  const { brokers } = head
  const entities = brokerSet(brokers, model.memo)
  const named = namedBrokers(head, topology, model.memo)
  const column = (metric: string, of: (id: number) => number): ValueColumn => ({
    metric,
    cadence: 'tick',
    entities,
    values: Float64Array.from(brokers, ({ id }) => of(id)),
  })
  const counts = model.memo.of('broker counts', [topology], () => countPerBroker(topology))
  const roundTrips = new Map(answersTo(raw, 'ListGroups').map(({ broker, ms }) => [broker, ms]))
  const answered = new Set(answersTo(raw, 'ListOffsets high watermark').map(({ broker }) => broker))
  const unseen = unseenLeaders(topology, hw)
  model.flow.read(topology, hw)
  return [
    column('broker.roundTrip', (id) => roundTrips.get(id) ?? Number.NaN),
    column('broker.leaders', (id) => counts.leaders.get(id) ?? 0),
    column('broker.preferred', (id) => counts.preferred.get(id) ?? 0),
    column('broker.replicas', (id) => counts.replicas.get(id) ?? 0),
    {
      metric: 'broker.outOfIsr',
      cadence: 'tick',
      entities: named.entities,
      values: Float64Array.from(named.ids, (id) => counts.outOfIsr.get(id) ?? 0),
    },
    column('broker.end', (id) =>
      answered.has(id) || !counts.leaders.has(id) ? model.flow.broker(id) : Number.NaN,
    ),
    {
      metric: 'cluster.end',
      cadence: 'tick',
      entities: cluster,
      values: Float64Array.of(unseen > 0 ? Number.NaN : model.flow.cluster),
    },
    ...clusterCounts(topology, counts.underReplicated),
  ]
}

function clusterCounts(topology: Topology, underReplicated: number): ValueColumn[] {
  const one = (metric: string, value: number): ValueColumn => ({
    metric,
    cadence: 'tick',
    entities: cluster,
    values: Float64Array.of(value),
  })
  const offline = topology.leader.reduce((count, leader) => count + (leader < 0 ? 1 : 0), 0)
  return [one('cluster.offline', offline), one('cluster.underReplicated', underReplicated)]
}

/** Partitions that have a leader but told no watermark: a sum over all would lie. */
function unseenLeaders({ leader }: Topology, hw: Float64Array): number {
  let count = 0
  for (let i = 0; i < hw.length; i++) if (leader[i]! >= 0 && Number.isNaN(hw[i]!)) count++
  return count
}

function countPerBroker({ placement, leader, isr }: Topology) {
  const leaders = new Map<number, number>()
  const preferred = new Map<number, number>()
  const replicas = new Map<number, number>()
  const outOfIsr = new Map<number, number>()
  const add = (map: Map<number, number>, id: number) => map.set(id, (map.get(id) ?? 0) + 1)
  let underReplicated = 0
  placement.replicas.forEach((list, partition) => {
    if (leader[partition]! >= 0) add(leaders, leader[partition]!)
    add(preferred, list[0]!)
    if (isr[partition]!.length < list.length) underReplicated++
    for (const broker of list) {
      add(replicas, broker)
      if (!isr[partition]!.includes(broker)) add(outOfIsr, broker)
    }
  })
  return { leaders, preferred, replicas, outOfIsr, underReplicated }
}

export function brokerFacts({ raw, head }: Seen, model: Model): FactColumn[] {
  const { brokers } = head
  const silent = silentBrokers(raw)
  const states = brokers.map(({ id }) => (silent.has(id) ? 'silent' : 'online'))
  const of = whole(brokerSet(brokers, model.memo))
  return [
    of(
      'broker.address',
      brokers.map(({ host, port }) => joinEndpoint(host, port)),
    ),
    of(
      'broker.rack',
      brokers.map(({ rack }) => rack),
    ),
    of('broker.state', states),
    of(
      'broker.version',
      brokers.map(({ id }) => model.versions.of(id)),
    ),
  ]
}

/** Brokers that are registered. */
export function brokerSet(brokers: MetadataHead['brokers'], memo: Memo): EntitySet {
  return memo.of('brokers', [brokers], () => ({ paths: brokers.map(({ id }) => `broker/${String(id)}`) }))
}

/** Brokers that are registered, and those that only some replica list still names. */
function namedBrokers({ brokers }: MetadataHead, { placement }: Topology, memo: Memo) {
  return memo.of('named brokers', [brokers, placement], () => {
    const registered = brokers.map(({ id }) => id)
    const ids = [...new Set([...registered, ...placement.replicaBroker])].sort((a, b) => a - b)
    const isSame = ids.length === registered.length
    return {
      ids,
      entities: isSame ? brokerSet(brokers, memo) : { paths: ids.map((id) => `broker/${String(id)}`) },
    }
  })
}

/** Registered, but asked in vain: no answer to anything but Metadata, which any broker gives. */
function silentBrokers(raw: Raw): ReadonlySet<number> {
  const failed = raw.failures.filter(({ error }) => error.code === 'timeout' || error.code === 'refused')
  const silent = new Set(failed.map(({ broker }) => broker))
  for (const { ask, broker } of raw.answers) if (ask === 'ListGroups') silent.delete(broker)
  return silent
}

/** Of the whole cluster, apart from the quorum. */
export function clusterFacts({ head }: Seen, model: Model): FactColumn[] {
  const of = whole(cluster)
  const mode = model.versions.mode
  const facts = [
    of('cluster.id', [head.clusterId]),
    of('cluster.version', [model.versions.newest]),
    of('cluster.mode', [mode]),
  ]
  if (mode === 'zookeeper') facts.push(of('cluster.controller', [head.controllerId]))
  return facts
}
