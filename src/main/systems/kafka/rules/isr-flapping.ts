import type { FactChange, Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { idOf, splitPartition } from '../views/base/layout.ts'
import { counted } from '../words.ts'
import { monitoring } from './base/min-isr.ts'

/** As far back as the last minutes lie in memory. */
const WINDOW_MS = 900_000
/** A broker's session ends a while after it went silent: a loss so soon after a shrink is the same event. */
const SESSION_MS = 15_000
const SHOWN = 5
/** Out and in, twice. */
const EDGES = 4

/** K06: replicas leave the ISR and return, twice and more, while their broker stays registered. */
export const isrFlapping: Rule = {
  id: 'kafka/isr-flapping',
  title: 'No replica leaves the ISR and returns again and again',
  why: 'In a healthy cluster the ISR doesn’t change. Each time it shrinks, producers with acks=all have waited for it.',
  fix: 'Look at that broker’s disk, network and garbage collection: something stops it for seconds at a time.',
  source: monitoring,
  evaluate: (look) => {
    const from = look.moment.at - WINDOW_MS
    const edges = look.changes(['partition.isr'], from)
    if (edges.length === 0) return { candidates: [] }
    const lost = look.changes(['broker.address'], from).filter(({ after }) => after === null)
    const flapping = [...countTrips(edges, lost)].filter(([, trips]) => trips.size > 0)
    return { candidates: flapping.map(([broker, trips]) => claim(look, broker, trips)) }
  },
}

/** By broker: partitions that it left and came back to at least twice, with how often. */
type Trips = Map<number, Map<string, number>>

function countTrips(edges: readonly FactChange[], lost: readonly FactChange[]): Trips {
  const trips: Trips = new Map()
  for (const [partition, own] of Map.groupBy(edges, ({ entity }) => entity)) {
    if (own.length < EDGES) continue
    for (const broker of new Set(own.flatMap(({ before, after }) => [...listOf(before), ...listOf(after)]))) {
      const count = tripsOf(own, broker, lost)
      if (count < 2) continue
      if (!trips.has(broker)) trips.set(broker, new Map())
      trips.get(broker)!.set(partition, count)
    }
  }
  return trips
}

function tripsOf(edges: readonly FactChange[], broker: number, lost: readonly FactChange[]): number {
  let leftAt: number | undefined
  let count = 0
  for (const { at, before, after } of edges) {
    if (listOf(before).includes(broker) && !listOf(after).includes(broker)) leftAt = at
    if (leftAt === undefined || !listOf(after).includes(broker)) continue
    if (!wasLost(lost, broker, leftAt, at)) count++
    leftAt = undefined
  }
  return count
}

function wasLost(lost: readonly FactChange[], broker: number, from: number, to: number): boolean {
  return lost.some(({ entity, at }) => idOf(entity) === broker && at >= from - SESSION_MS && at <= to)
}

function claim(look: Look, broker: number, trips: ReadonlyMap<string, number>): Candidate {
  const worst = [...trips].sort(([, a], [, b]) => b - a).slice(0, SHOWN)
  const count = trips.size
  const most = worst[0]![1]
  return {
    entity: `broker/${String(broker)}`,
    severity: 'warning',
    title: `Replicas on broker ${String(broker)} leave the ISR and return: ${counted(count, 'partition')}, up to ${String(most)} times`,
    holdMs: 0,
    evidence: worst.map(([partition, times]) => ({
      entity: partition,
      fact: 'partition.isr',
      from: look.moment.at - WINDOW_MS,
      to: look.moment.at,
      says: `replica ${String(broker)} of ${nameOf(partition)} left and returned ${counted(times, 'time')}; its broker stayed registered`,
    })),
  }
}

function nameOf(path: string): string {
  const { topic, partition } = splitPartition(path)
  return `${topic}-${String(partition)}`
}

function listOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? (value as readonly number[]) : []
}
