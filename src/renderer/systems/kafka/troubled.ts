import type { OverviewData } from '../../../shared/systems/kafka-cluster-views.ts'
import type { PartitionState } from '../../../shared/systems/kafka-views.ts'
import { stateRank } from './topic-state.ts'

/** Partitions of one topic that are in the same trouble for want of the same brokers: one line, not twelve. */
export interface Trouble {
  readonly topic: string
  readonly state: PartitionState
  readonly partitions: readonly number[]
  /** Brokers whose copies are missing from the ISR. */
  readonly missing: readonly number[]
  /** The least that are in sync of any of them, and of how many. */
  readonly inSync: number
  readonly replicas: number
  /** The first of them, epoch ms; NaN: not known. */
  readonly since: number
}

/** Worst first; topics of the cluster's own (`__…`) after those of people. */
export function foldTroubled(rows: OverviewData['troubled']): readonly Trouble[] {
  const folded = new Map<string, Trouble>()
  rows.topic.forEach((topic, i) => {
    const one = troubleAt(rows, topic, i)
    const key = `${topic} ${one.state} ${one.missing.join()}`
    const known = folded.get(key)
    folded.set(key, known === undefined ? one : joined(known, one))
  })
  const isInternal = (t: Trouble) => Number(t.topic.startsWith('__'))
  return [...folded.values()].sort(
    (a, b) =>
      stateRank(a.state) - stateRank(b.state) ||
      isInternal(a) - isInternal(b) ||
      b.partitions.length - a.partitions.length ||
      a.topic.localeCompare(b.topic),
  )
}

function troubleAt(rows: OverviewData['troubled'], topic: string, i: number): Trouble {
  const isr = rows.isr[i] ?? []
  const replicas = rows.replicas[i] ?? []
  return {
    topic,
    state: rows.state[i] ?? 'unknown',
    partitions: [rows.partition[i] ?? -1],
    missing: replicas.filter((broker) => !isr.includes(broker)).sort((a, b) => a - b),
    inSync: isr.length,
    replicas: replicas.length,
    since: rows.since[i] ?? NaN,
  }
}

function joined(a: Trouble, b: Trouble): Trouble {
  const since = [a.since, b.since].filter(Number.isFinite)
  return {
    ...a,
    partitions: [...a.partitions, ...b.partitions].sort((x, y) => x - y),
    inSync: Math.min(a.inSync, b.inSync),
    replicas: Math.max(a.replicas, b.replicas),
    since: since.length === 0 ? NaN : Math.min(...since),
  }
}

/** "0, 1, 2 and 9 more" */
export function someOf(numbers: readonly number[], most = 8): string {
  const shown = numbers.slice(0, most).join(', ')
  return numbers.length > most ? `${shown} and ${numbers.length - most} more` : shown
}
