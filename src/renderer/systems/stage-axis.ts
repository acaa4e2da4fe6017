import type { RunEntry } from '../../shared/api/experiments.ts'
import { niceStep } from '../../shared/chart/domain.ts'
import type { Span } from '../experiments/stage.ts'

export interface Tick {
  readonly at: number
  /** Since the run began. */
  readonly offsetMs: number
}

/** Round instants of a run within a stretch of it, counted from its begin as the events are. */
export function ticksWithin(origin: number, { from, to }: Span, most: number): readonly Tick[] {
  const stepMs = niceStep((to - from) / Math.max(1, most))
  const first = Math.ceil((from - origin) / stepMs)
  const last = Math.floor((to - origin) / stepMs)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => {
    const offsetMs = Math.round((first + k) * stepMs)
    return { at: origin + offsetMs, offsetMs }
  })
}

/** What is told up to an instant. */
export function shownOf(entries: readonly RunEntry[], until: number): readonly RunEntry[] {
  const end = entries.findIndex(({ at }) => at > until)
  return end < 0 ? entries : entries.slice(0, end)
}

/**
 * The stretch in which something happens that is drawn, with some room: of the whole log, so that a replay never rescales.
 * @param instants of what is drawn @param now the end of a log that still goes on
 */
export function stretchOf(
  instants: readonly number[],
  now: number | undefined,
  leastMs: number,
): Span | undefined {
  if (instants.length === 0) return undefined
  const from = instants.reduce((a, b) => Math.min(a, b))
  const last = instants.reduce((a, b) => Math.max(a, b))
  const length = Math.max(leastMs, Math.max(last, now ?? last) - from)
  return { from: from - length * 0.03, to: from + length * 1.05 }
}

/** The entry that a client stamped with that instant. */
export function seqAt(entries: readonly RunEntry[], at: number): number | undefined {
  return entries.find(({ data }) => stampOf(data) === at)?.seq
}

function stampOf(data: RunEntry['data']): unknown {
  return typeof data === 'object' && data !== null && 'at' in data ? data.at : undefined
}
