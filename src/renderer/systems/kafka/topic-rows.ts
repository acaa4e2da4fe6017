import type { PartitionState } from '../../../shared/systems/kafka-views.ts'
import type { TopicData } from '../../../shared/systems/kafka-topic-views.ts'
import type { LevelReplica, LevelRow } from './water/row-geometry.ts'

export interface ReplicaRow extends LevelReplica {
  readonly inElr: boolean
  readonly offline: boolean
  readonly outSince: number
  readonly stillSince: number
  readonly endPerSecond: number
  readonly size: number
}

/** One partition of a topic's view, gathered from its columns. NaN: not observed. */
export interface PartitionRow extends LevelRow {
  readonly partition: number
  /** −1: none. */
  readonly leader: number
  readonly epoch: number
  readonly messagesPerSecond: number
  readonly hwStandsSince: number
  readonly isrSince: number
  readonly leaderSince: number
  readonly state: PartitionState
  readonly replicas: readonly ReplicaRow[]
}

/** Columns into rows: a topic has hundreds of partitions, not thousands, and each is drawn by itself. */
export function partitionRows(data: TopicData): readonly PartitionRow[] {
  const replicas = gather(data.replicas.row, data.partitions.partition.length, (i) => replicaAt(data, i))
  const commits = gather(data.commits.row, data.partitions.partition.length, (i) => ({
    group: data.commits.group[i] ?? -1,
    offset: data.commits.offset[i] ?? NaN,
  }))
  const p = data.partitions
  return Array.from(p.partition, (partition, i) => ({
    partition,
    leader: p.leader[i] ?? -1,
    epoch: p.epoch[i] ?? NaN,
    logStart: p.logStart[i] ?? NaN,
    hw: p.hw[i] ?? NaN,
    end: p.end[i] ?? NaN,
    messagesPerSecond: p.messagesPerSecond[i] ?? NaN,
    hwStandsSince: p.hwStandsSince[i] ?? NaN,
    hwStands: !Number.isNaN(p.hwStandsSince[i] ?? NaN),
    isrSince: p.isrSince[i] ?? NaN,
    leaderSince: p.leaderSince[i] ?? NaN,
    state: p.state[i] ?? 'unknown',
    replicas: replicas[i] ?? [],
    commits: commits[i] ?? [],
  }))
}

function replicaAt(data: TopicData, i: number): ReplicaRow {
  const r = data.replicas
  const broker = r.broker[i] ?? -1
  return {
    broker,
    isLeader: broker === data.partitions.leader[r.row[i] ?? -1],
    inIsr: r.inIsr[i] === 1,
    inElr: r.inElr[i] === 1,
    offline: r.offline[i] === 1,
    logStart: r.logStart[i] ?? NaN,
    leo: r.leo[i] ?? NaN,
    size: r.size[i] ?? NaN,
    outSince: r.outSince[i] ?? NaN,
    stillSince: r.stillSince[i] ?? NaN,
    endPerSecond: r.endPerSecond[i] ?? NaN,
  }
}

/** Sorts entries into the rows that they name. */
function gather<T>(rowOf: Int32Array, rows: number, entry: (i: number) => T): readonly (readonly T[])[] {
  const found: T[][] = Array.from({ length: rows }, () => [])
  rowOf.forEach((row, i) => found[row]?.push(entry(i)))
  return found
}
