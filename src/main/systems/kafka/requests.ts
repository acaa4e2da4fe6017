import {
  ANY_REPLICA,
  CONSUMER,
  EARLIEST,
  encodeListOffsets,
  LATEST,
  type TopicPartitions,
} from './ask/list-offsets.ts'
import { type Placement, replicaOf, type Topology } from './topology.ts'

/** Bodies of ListOffsets for one broker; undefined: it has nothing of that. */
export interface LeaderRequests {
  readonly highWatermark: Uint8Array
  readonly logStart: Uint8Array
}

export interface ReplicaRequests {
  readonly logEnd: Uint8Array
  readonly logStart: Uint8Array
}

/**
 * The big requests, written once and sent again while nothing moved: half a megabyte for 30,000 replicas.
 * Those to leaders hold for a topology, those to replicas for a placement.
 */
export class RequestCache {
  #topology: Topology | undefined
  #placement: Placement | undefined
  readonly #leaders = new Map<number, LeaderRequests | undefined>()
  readonly #replicas = new Map<number, ReplicaRequests | undefined>()

  leaders(topology: Topology, broker: number): LeaderRequests | undefined {
    if (this.#topology !== topology) this.#leaders.clear()
    this.#topology = topology
    return cached(this.#leaders, broker, () => {
      const led = select(topology.placement, (partition) => topology.leader[partition] === broker)
      if (led.length === 0) return undefined
      return {
        highWatermark: encodeListOffsets(CONSUMER, LATEST, led),
        logStart: encodeListOffsets(CONSUMER, EARLIEST, led),
      }
    })
  }

  replicas(placement: Placement, broker: number): ReplicaRequests | undefined {
    if (this.#placement !== placement) this.#replicas.clear()
    this.#placement = placement
    return cached(this.#replicas, broker, () => {
      const held = select(placement, (partition) => replicaOf(placement, partition, broker) >= 0)
      if (held.length === 0) return undefined
      return {
        logEnd: encodeListOffsets(ANY_REPLICA, LATEST, held),
        logStart: encodeListOffsets(ANY_REPLICA, EARLIEST, held),
      }
    })
  }
}

function cached<T>(map: Map<number, T>, key: number, make: () => T): T {
  if (!map.has(key)) map.set(key, make())
  return map.get(key) as T
}

function select(placement: Placement, wanted: (partition: number) => boolean): TopicPartitions[] {
  const selected: TopicPartitions[] = []
  placement.topics.forEach((topic, row) => {
    const partitions: number[] = []
    const first = placement.base[row]!
    for (let partition = first; partition < placement.base[row + 1]!; partition++)
      if (wanted(partition)) partitions.push(partition - first)
    if (partitions.length > 0) selected.push({ topic, partitions })
  })
  return selected
}
