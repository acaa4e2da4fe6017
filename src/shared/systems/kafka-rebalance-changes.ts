import type { ChangeKind, RebalanceEvent } from './kafka-rebalance.ts'
import {
  foldSpans,
  type Gap,
  gapsOf,
  ownersAt,
  type Span,
  spansByPartition,
} from './kafka-rebalance-ownership.ts'

/** A partition that got another owner. */
export interface Move {
  readonly partition: number
  readonly from: string
  readonly to: string
  readonly at: number
}

/** A member came or went, and what that did to the group until the next change. */
export interface Change {
  readonly at: number
  readonly member: string
  readonly kind: Exclude<ChangeKind, 'starts'>
  /** When every partition had an owner again and all members agreed; undefined: not yet. */
  readonly settledAt: number | undefined
  /** Generation (classic) or epoch then; null: not told. */
  readonly generation: number | null
  /** The members from now on. */
  readonly members: readonly string[]
  readonly moves: readonly Move[]
  /** The fewest moves with which the new members could be served evenly. */
  readonly least: number
  /** Times without an owner that began in it. */
  readonly gaps: readonly Gap[]
  /** All of these, in partition-milliseconds; what lasts is counted up to the end of the events. */
  readonly gapMs: number
  /** Partitions that kept their owner and were not read for a while all the same. */
  readonly stopped: readonly number[]
  /** The longest such pause, ms. */
  readonly pauseMs: number
}

/** Everything that the drawing and the verdict need to know of the ownership. */
export interface Rebalances {
  readonly spans: readonly Span[]
  readonly gaps: readonly Gap[]
  readonly changes: readonly Change[]
  /** Each time the group stood still again, and in which generation (or epoch). */
  readonly settles: readonly { readonly at: number; readonly generation: number | null }[]
  /** All members in the order in which they came. */
  readonly members: readonly string[]
  /** When the group stood still first, before any change; undefined: not yet. */
  readonly settledAt: number | undefined
  /** The instant of the last event. */
  readonly endedAt: number
}

export function foldRebalances(events: readonly RebalanceEvent[]): Rebalances {
  const spans = foldSpans(events)
  const endedAt = events.reduce((latest, { at }) => Math.max(latest, at), 0)
  const marks = marksOf(events)
  const settled = events.filter((event) => event.what === 'settled')
  const settledAt = settled.find(({ at }) => at < (marks[0]?.at ?? Number.POSITIVE_INFINITY))?.at
  const gaps = gapsOf(spans).filter(({ from }) => settledAt !== undefined && from >= settledAt)
  const changes = marks.map((mark, i) => {
    const until = marks[i + 1]?.at ?? Number.POSITIVE_INFINITY
    const own = gaps.filter(({ from }) => from >= mark.at && from < until)
    const end = settled.find(({ at }) => at >= mark.at && at < until)
    return changeOf(mark, spans, own, {
      until,
      endedAt,
      settledAt: end?.at,
      generation: end?.generation ?? null,
    })
  })
  const settles = settled.map(({ at, generation }) => ({ at, generation }))
  const members = [...new Set(events.flatMap((event) => (event.what === 'change' ? [event.member] : [])))]
  return { spans, gaps, changes, settles, members, settledAt, endedAt }
}

interface Mark {
  readonly at: number
  readonly member: string
  readonly kind: Change['kind']
  readonly members: readonly string[]
}

/** The changes, each with the members that there are after it. */
function marksOf(events: readonly RebalanceEvent[]): readonly Mark[] {
  const marks: Mark[] = []
  let members: readonly string[] = []
  for (const event of events) {
    if (event.what !== 'change') continue
    const { kind, member, at } = event
    const others = members.filter((name) => name !== member)
    members = kind === 'killed' || kind === 'leaves' ? others : [...others, member]
    if (kind !== 'starts') marks.push({ at, member, kind, members })
  }
  return marks
}

interface Window {
  readonly until: number
  readonly endedAt: number
  readonly settledAt: number | undefined
  readonly generation: number | null
}

function changeOf(mark: Mark, spans: readonly Span[], gaps: readonly Gap[], window: Window): Change {
  const before = ownersAt(spans, mark.at)
  const moves = movesIn(spans, before, mark.at, window.until)
  const moved = new Set(moves.map(({ partition }) => partition))
  const untouched = gaps.filter(({ partition, to }) => to !== undefined && !moved.has(partition))
  const lengthMs = ({ from, to = window.endedAt }: Gap) => Math.max(0, to - from)
  return {
    ...mark,
    settledAt: window.settledAt,
    generation: window.generation,
    moves,
    least: leastMoves(before, mark.members),
    gaps,
    gapMs: gaps.reduce((sum, gap) => sum + lengthMs(gap), 0),
    stopped: [...new Set(untouched.map(({ partition }) => partition))].sort((a, b) => a - b),
    pauseMs: Math.max(0, ...untouched.map(lengthMs)),
  }
}

function movesIn(
  spans: readonly Span[],
  before: ReadonlyMap<number, string>,
  from: number,
  until: number,
): readonly Move[] {
  const moves: Move[] = []
  for (const [partition, own] of spansByPartition(spans)) {
    let owner = before.get(partition)
    for (const span of own) {
      if (span.from <= from || span.from >= until) continue
      if (owner !== undefined && owner !== span.member)
        moves.push({ partition, from: owner, to: span.member, at: span.from })
      owner = span.member
    }
  }
  return moves
}

/**
 * The fewest partitions that must change hands so that `members` own all of them evenly (no two differ by more than
 * one): all but what each may keep. Those with most to keep get the larger shares.
 */
export function leastMoves(owners: ReadonlyMap<number, string>, members: readonly string[]): number {
  if (members.length === 0) return 0
  const share = Math.floor(owners.size / members.length)
  let larger = owners.size % members.length
  let kept = 0
  for (const member of members) {
    const owned = [...owners.values()].filter((owner) => owner === member).length
    const getsLarger = owned > share && larger > 0
    if (getsLarger) larger -= 1
    kept += Math.min(owned, getsLarger ? share + 1 : share)
  }
  return owners.size - kept
}
