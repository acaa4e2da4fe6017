import { useCallback, useMemo, useRef } from 'react'
import type { At } from '../../../shared/api/history.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { Instant, Stretch } from '../../api/instant.ts'
import { useLive } from '../../api/use-live.ts'
import type { RangeChoice } from '../address.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { panned, toInstant, toLive, toOffered, toRange, zoomed } from './moves.ts'
import type { Move, Place } from './moves.ts'
import { resolveRange } from './ranges.ts'
import type { Extent } from './ranges.ts'
import { useEdge } from './use-edge.ts'
import { useStep } from './use-step.ts'
import type { Step } from './use-step.ts'

/** The instant and everything that moves it. */
export interface TimeControl extends Instant {
  readonly choice: RangeChoice
  readonly extent: Extent
  /** The newest sample; undefined: none. */
  readonly sampledAt: number | undefined
  readonly setRange: (range: Stretch, settled: boolean) => void
  readonly zoomBy: (around: number, factor: number) => void
  readonly panBy: (byMs: number) => void
  readonly offer: (name: string) => void
  readonly step: Step
  readonly togglePause: () => void
}

/** Shortest history that the strips are drawn for. */
const leastMs = 60_000

/** Between which instants one moves, and over what. */
export interface TimeGround {
  /** Steps go to the nearest of any of them. */
  readonly targetIds: readonly string[]
  /** The first sample; undefined: none. */
  readonly began: number | undefined
  /** The newest instant there is. */
  readonly edge: number
  readonly sampledAt: number | undefined
  /** It does not move on. */
  readonly isRecorded: boolean
}

/** The time of one target, out of the address and of what has been sampled. */
export function useTimeControl(target: TargetState): TimeControl {
  const { id } = target.config
  const sampledAt = useLive('sampled', { targetId: id })?.at ?? target.extent?.to
  const targetIds = useMemo(() => [id], [id])
  return useTimeOn({
    targetIds,
    began: target.extent?.from,
    edge: useEdge(target, sampledAt),
    sampledAt,
    isRecorded: target.condition === 'recorded',
  })
}

/** Time over whatever ground. */
export function useTimeOn({ targetIds, began, edge, sampledAt, isRecorded }: TimeGround): TimeControl {
  const { at: wanted, range: choice } = useAddress()
  const from = Math.min(began ?? edge, edge - leastMs)
  const extent = useMemo(() => ({ from, to: edge }), [from, edge])
  // a recording has no newest moment that moves: live is its end
  const at: At = isRecorded && wanted === 'live' ? edge : wanted
  const range = useMemo(() => resolveRange(choice, at, extent), [choice, at, extent])
  const shown = at === 'live' ? edge : at
  // what moves reads the newest place, and so stays the same from sample to sample
  const place = useRef<Place>({ at, shown, choice, range, extent })
  place.current = { at, shown, choice, range, extent }
  const moves = useMoves(place)
  const onFound = useCallback((found: number) => moves.go(found, { settle: false }), [moves])
  const onLive = useCallback(() => moves.go('live'), [moves])
  const step = useStep({ targetIds, place, isRecorded, onFound, onLive })
  return useMemo(
    () => ({ at, shown, range, edge, began: extent.from, choice, extent, sampledAt, step, ...moves }),
    [at, shown, range, edge, choice, extent, sampledAt, step, moves],
  )
}

/** Moves of the address from wherever one is. */
function useMoves(place: { readonly current: Place }) {
  const navigator = useNavigator()
  return useMemo(() => {
    const move = ({ change, history }: Move) => navigator.go(change, { history })
    const go: Instant['go'] = (next, { settle = true } = {}) =>
      move(next === 'live' ? toLive(place.current) : toInstant(place.current, next, settle))
    return {
      go,
      setRange: (range: Stretch, settled: boolean) => move(toRange(place.current, range, settled)),
      zoomBy: (around: number, factor: number) => move(zoomed(place.current, around, factor)),
      panBy: (byMs: number) => move(panned(place.current, byMs)),
      offer: (name: string) => move(toOffered(place.current, name)),
      togglePause: () => go(place.current.at === 'live' ? place.current.shown : 'live'),
    }
  }, [navigator, place])
}
