import type { At } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import type { RangeChoice } from '../address.ts'

/** What is known of a target's history: from its first sample to the newest one, epoch ms. */
export type Extent = Stretch

const shortestMs = 10_000
const leastShownMs = 300_000
/** Paused by an address that only says how long a range is: a quarter of it lies after the instant. */
const aheadShare = 0.25

/**
 * The stretch that a choice means. `extent.to` is the edge: the newest instant there is. A history that is younger than
 * the range is drawn as far as it goes, and never as less than five minutes.
 */
export function resolveRange(choice: RangeChoice, at: At, extent: Extent): Stretch {
  if (choice.is === 'fixed') return { from: choice.from, to: choice.to }
  if (choice.is === 'all') return { from: extent.from, to: Math.max(extent.to, extent.from + shortestMs) }
  const to = at === 'live' ? extent.to : Math.min(extent.to, at + choice.ms * aheadShare)
  return { from: Math.max(to - choice.ms, Math.min(extent.from, to - leastShownMs)), to }
}

/** Moves a range, at its own length, so that an instant lies inside with a tenth of it to spare. */
export function keepInside({ from, to }: Stretch, at: number): Stretch {
  const length = to - from
  const spare = length / 10
  if (at >= from && at <= to) return { from, to }
  const start = at < from ? at - spare : at - length + spare
  return { from: start, to: start + length }
}

/** Zooms around an instant, which stays where it is on screen. Never past the history, never below ten seconds. */
export function zoom({ from, to }: Stretch, around: number, factor: number, extent: Extent): Stretch {
  const whole = Math.max(shortestMs, extent.to - extent.from)
  const length = Math.max(shortestMs, Math.min(whole, (to - from) * factor))
  const share = to > from ? (around - from) / (to - from) : 0.5
  const start = around - share * length
  return within({ from: start, to: start + length }, extent)
}

export function pan({ from, to }: Stretch, byMs: number, extent: Extent): Stretch {
  return within({ from: from + byMs, to: to + byMs }, extent)
}

/** Moves a range back into the history; what is longer than it stays at its end. */
export function within({ from, to }: Stretch, extent: Extent): Stretch {
  const length = to - from
  if (to > extent.to) return { from: extent.to - length, to: extent.to }
  if (from < extent.from) {
    const end = Math.min(extent.to, extent.from + length)
    return { from: end - length, to: end }
  }
  return { from, to }
}

/** A range that ends at the edge goes on following it; any other one stands. */
export function choiceOf({ from, to }: Stretch, at: At, extent: Extent): RangeChoice {
  const isAtEdge = extent.to - to <= (to - from) / 200
  if (at === 'live' && isAtEdge)
    return { is: 'last', ms: Math.round((to - from) / 1000) * 1000 || shortestMs }
  return { is: 'fixed', from: Math.round(from), to: Math.round(to) }
}

/** Which of the offered lengths a choice is, for the segments beside the strip. */
export function offeredLength(choice: RangeChoice, extent: Extent): string | undefined {
  if (choice.is === 'all') return 'all'
  const ms = choice.is === 'last' ? choice.ms : choice.to - choice.from
  const found = Object.entries(offered).find(([, length]) => Math.abs(length - ms) < 2000)
  if (found !== undefined) return found[0]
  return ms >= extent.to - extent.from && choice.is === 'fixed' ? 'all' : undefined
}

/** The lengths that are one click away, ms. */
export const offered: Readonly<Record<string, number>> = {
  '15 min': 900_000,
  '1 h': 3_600_000,
  '6 h': 21_600_000,
  '24 h': 86_400_000,
}

/** As segments. */
export const rangeChoices = [...Object.keys(offered), 'all'].map((value) => ({ value, label: value }))
