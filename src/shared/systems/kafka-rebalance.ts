import type { RunEntry } from '../api/experiments.ts'
import type { Json } from '../base/json.ts'

/** How partitions are handed out: the variants of the experiment. */
export const strategies = ['range', 'round-robin', 'sticky', 'cooperative-sticky', 'consumer'] as const
export type Strategy = (typeof strategies)[number]

/** As people call them; the first three are eager: everybody gives everything back before anything is handed out. */
export const strategyNames: Readonly<Record<Strategy, string>> = {
  range: 'range',
  'round-robin': 'round robin',
  sticky: 'sticky',
  'cooperative-sticky': 'cooperative sticky',
  consumer: 'consumer protocol',
}

export function isStrategy(value: unknown): value is Strategy {
  return strategies.some((strategy) => strategy === value)
}

export function isEager(strategy: Strategy): boolean {
  return strategy === 'range' || strategy === 'round-robin' || strategy === 'sticky'
}

/** What happens to a member. `starts`: one of those that are there before the first change. */
export type ChangeKind = 'starts' | 'joins' | 'killed' | 'returns' | 'leaves'

/** Partition, first and last number delivered, each included. Numbers count 0, 1, 2, … in each partition. */
export type DeliveredRange = readonly [partition: number, from: number, to: number]

/**
 * What the log of a run says, by `RunEntry.what`. `at` is the client's own instant (epoch ms): a line comes later than
 * what it tells. The script tells `change`, `settled` and `finished`; members tell the rest, the producer `wrote`.
 */
export type RebalanceEvent =
  | { readonly what: 'change'; readonly at: number; readonly member: string; readonly kind: ChangeKind }
  /** The group stands still: every partition has one owner, and all members are in this generation or epoch. */
  | { readonly what: 'settled'; readonly at: number; readonly generation: number | null }
  /** Everything written was looked for: what comes later is clean-up. */
  | { readonly what: 'finished'; readonly at: number }
  /** `owned`: all that it owns from now on; `partitions`: which of them it did not own a moment before. */
  | {
      readonly what: 'assigned'
      readonly at: number
      readonly member: string
      readonly generation: number | null
      readonly partitions: readonly number[]
      readonly owned: readonly number[]
    }
  /** `revoked`: given back; `lost`: taken away, the member was thrown out. */
  | {
      readonly what: 'revoked' | 'lost'
      readonly at: number
      readonly member: string
      readonly partitions: readonly number[]
    }
  | {
      readonly what: 'delivered'
      readonly at: number
      readonly member: string
      readonly ranges: readonly DeliveredRange[]
    }
  /** `counts[partition]`: how many numbers of it are acknowledged. */
  | { readonly what: 'wrote'; readonly at: number; readonly counts: readonly number[] }

type Fields = Readonly<Record<string, Json>>

/** The entry as one of the above; undefined: something else, or from a version that says it differently. */
export function readEvent({ what, actor: member, at: toldAt, data }: RunEntry): RebalanceEvent | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  const fields = data as Fields
  const at = numberIn(fields, 'at') ?? toldAt
  switch (what) {
    case 'change':
      return { what, at, member, kind: fields['kind'] as ChangeKind }
    case 'settled':
      return { what, at, generation: numberIn(fields, 'generation') ?? null }
    case 'finished':
      return { what, at }
    case 'assigned': {
      const generation = numberIn(fields, 'generation') ?? null
      return { what, at, member, generation, ...lists(fields) }
    }
    case 'revoked':
    case 'lost':
      return { what, at, member, partitions: numbersIn(fields['partitions']) }
    case 'delivered':
      return { what, at, member, ranges: rangesIn(fields['ranges']) }
    case 'wrote':
      return { what, at, counts: numbersIn(fields['counts']) }
    default:
      return undefined
  }
}

/** All events of a log up to an instant, oldest first; what comes after the end of the script is left out. */
export function eventsOf(
  entries: readonly RunEntry[],
  until = Number.POSITIVE_INFINITY,
): readonly RebalanceEvent[] {
  const events: RebalanceEvent[] = []
  for (const entry of entries) {
    if (entry.at > until) break
    const event = readEvent(entry)
    if (event !== undefined) events.push(event)
    if (event?.what === 'finished') break
  }
  return events
}

function lists(fields: Fields): { partitions: readonly number[]; owned: readonly number[] } {
  return { partitions: numbersIn(fields['partitions']), owned: numbersIn(fields['owned']) }
}

function numberIn(fields: Fields, key: string): number | undefined {
  const value = fields[key]
  return typeof value === 'number' ? value : undefined
}

function numbersIn(value: Json | undefined): readonly number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []
}

function rangesIn(value: Json | undefined): DeliveredRange[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: Json) => {
    const [partition, from, to] = numbersIn(item)
    return partition === undefined || from === undefined || to === undefined ? [] : [[partition, from, to]]
  })
}
