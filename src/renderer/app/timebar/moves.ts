import type { At } from '../../../shared/api/history.ts'
import type { Stretch } from '../../api/instant.ts'
import type { Address, RangeChoice } from '../address.ts'
import { choiceOf, keepInside, offered, within, zoom } from './ranges.ts'
import type { Extent } from './ranges.ts'

/** Where one is in time. */
export interface Place {
  readonly at: At
  /** `at` in numbers: live, the edge. */
  readonly shown: number
  readonly choice: RangeChoice
  readonly range: Stretch
  readonly extent: Extent
}

/** What changes in the address when one moves, and whether Back shall undo it. */
export interface Move {
  readonly change: Partial<Pick<Address, 'at' | 'range'>>
  readonly history: 'push' | 'replace' | 'later'
}

/** To an instant. Leaving live is a step that Back undoes; the range then stands, so that no new sample moves it. */
export function toInstant({ at, range, extent }: Place, next: number, settled: boolean): Move {
  const inside = within(keepInside(range, next), extent)
  return {
    change: { at: Math.round(Math.min(next, extent.to)), range: fixed(inside) },
    history: !settled ? 'later' : at === 'live' ? 'push' : 'replace',
  }
}

/** Back to live, with a range as long as the one that was looked at. */
export function toLive({ choice, range }: Place): Move {
  const follows: RangeChoice = choice.is === 'fixed' ? { is: 'last', ms: range.to - range.from } : choice
  return { change: { at: 'live', range: follows }, history: 'push' }
}

export function toRange({ at, extent }: Place, next: Stretch, settled: boolean): Move {
  return { change: { range: choiceOf(next, at, extent) }, history: settled ? 'replace' : 'later' }
}

/** Around the pointer; a range that follows live keeps its end at the edge. */
export function zoomed(place: Place, around: number, factor: number): Move {
  const isFollowing = place.at === 'live' && place.choice.is !== 'fixed'
  return toRange(place, zoom(place.range, isFollowing ? place.range.to : around, factor, place.extent), false)
}

export function panned(place: Place, byMs: number): Move {
  const { range, extent } = place
  return toRange(place, within({ from: range.from + byMs, to: range.to + byMs }, extent), false)
}

/** One of the offered lengths, or `all`. Paused, more of it lies before the instant than after it. */
export function toOffered(place: Place, name: string): Move {
  const { at, extent, shown } = place
  const ms = offered[name]
  if (ms === undefined)
    return { change: { range: at === 'live' ? { is: 'all' } : fixed(extent) }, history: 'replace' }
  if (at === 'live') return { change: { range: { is: 'last', ms } }, history: 'replace' }
  return toRange(place, within({ from: shown - ms * 0.6, to: shown + ms * 0.4 }, extent), true)
}

function fixed({ from, to }: Stretch): RangeChoice {
  return { is: 'fixed', from: Math.round(from), to: Math.round(to) }
}
