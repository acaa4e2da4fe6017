import type { Json } from '../../../../shared/base/json.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../../sample.ts'
import type { Model } from '../model.ts'
import type { Placement, Topology } from '../topology.ts'
import type { Offsets } from './offsets.ts'

export function partitionValues(topology: Topology, offsets: Offsets): ValueColumn[] {
  const { partitionEntities, replicaEntities } = topology.placement
  const columns: ValueColumn[] = [
    { metric: 'partition.hw', cadence: 'tick', entities: partitionEntities, values: offsets.hw },
    { metric: 'partition.logStart', cadence: 'tick', entities: partitionEntities, values: offsets.logStart },
    { metric: 'replica.leo', cadence: 'tick', entities: replicaEntities, values: offsets.leo },
  ]
  if (offsets.replicaLogStart !== undefined)
    columns.push({
      metric: 'replica.logStart',
      cadence: 'slow',
      entities: replicaEntities,
      values: offsets.replicaLogStart,
    })
  return columns
}

/** The same columns while the topology is the same. */
export function partitionFacts(topology: Topology, { memo, trouble }: Model): readonly FactColumn[] {
  const { placement } = topology
  const columns = memo.of('partition facts', [topology], () => {
    const of = whole(placement.partitionEntities)
    const ofTopic = whole(placement.topicEntities)
    return [
      of('partition.leader', Array.from(topology.leader)),
      of('partition.epoch', Array.from(topology.epoch)),
      of('partition.replicas', placement.replicas),
      of('partition.isr', topology.isr),
      of(
        'partition.offline',
        topology.offline.map((list) => (list.length === 0 ? null : list)),
      ),
      ofTopic(
        'topic.id',
        topology.ids.map((id) => (id === '' ? undefined : id)),
      ),
      ofTopic('topic.internal', topology.internal),
    ]
  })
  return memo.of('trouble facts', [columns, trouble.elr, trouble.adding], () => [
    ...columns,
    ...listFacts(placement, 'partition.elr', trouble.elr),
    ...listFacts(placement, 'partition.adding', trouble.adding),
  ])
}

/** Nothing is said of what was never read. */
function listFacts(
  { partitionEntities }: Placement,
  key: string,
  lists: ReadonlyMap<string, readonly number[]> | undefined,
): FactColumn[] {
  if (lists === undefined) return []
  return [
    whole(partitionEntities)(
      key,
      partitionEntities.paths.map((path) => lists.get(path) ?? null),
    ),
  ]
}

/** Facts of every entity of a set: what isn't in it no longer has them. */
export function whole(entities: EntitySet) {
  return (key: string, values: readonly (Json | undefined)[]): FactColumn => ({
    key,
    entities,
    values,
    complete: true,
  })
}
