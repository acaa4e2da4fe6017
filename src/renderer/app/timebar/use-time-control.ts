import { useCallback, useMemo, useRef } from 'react'
import type { At } from '../../../shared/api/history.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { Instant, Stretch } from '../../api/instant.ts'
import { useClient } from '../../api/use-client.ts'
import { useLive } from '../../api/use-live.ts'
import { useClock } from '../../components/use-clock.ts'
import type { RangeChoice } from '../address.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { useToast } from '../toast/toast.ts'
import { choiceOf, keepInside, offered, resolveRange, within, zoom } from './ranges.ts'
import type { Extent } from './ranges.ts'

export type StepBy = 'sample' | 'event' | 'finding'

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
  readonly step: (by: StepBy, direction: 'back' | 'forward') => void
  readonly togglePause: () => void
}

const refreshLateMs = 5000

/** The time of one target, out of the address and of what has been sampled. */
export function useTimeControl(target: TargetState): TimeControl {
  const client = useClient()
  const navigator = useNavigator()
  const { at: wanted, range: choice } = useAddress()
  const toast = useToast()
  const { id } = target.config
  const isRecorded = target.condition === 'recorded'
  const sampledAt = useLive('sampled', { targetId: id })?.at ?? target.extent?.to
  const edge = useEdge(target, sampledAt)
  const extent = useMemo(
    () => ({ from: Math.min(target.extent?.from ?? edge - 60_000, edge - 60_000), to: edge }),
    [target.extent?.from, edge],
  )
  // a recording has no newest moment that moves: live is its end
  const at: At = isRecorded && wanted === 'live' ? edge : wanted
  const range = useMemo(() => resolveRange(choice, at, extent), [choice, at, extent])
  const shown = at === 'live' ? edge : at

  // handlers read the newest of these, so that they stay the same from sample to sample
  const now = useRef({ at, range, extent, choice, shown })
  now.current = { at, range, extent, choice, shown }

  const go = useCallback(
    (next: At, options: { readonly settle?: boolean } = {}) => {
      const { at: before, range: old, extent: all } = now.current
      if (next === 'live') {
        const follows: RangeChoice =
          now.current.choice.is === 'fixed' ? { is: 'last', ms: old.to - old.from } : now.current.choice
        navigator.go({ at: 'live', range: follows })
        return
      }
      const inside = within(keepInside(old, next), all)
      const fixed: RangeChoice = { is: 'fixed', from: Math.round(inside.from), to: Math.round(inside.to) }
      const history = options.settle === false ? 'later' : before === 'live' ? 'push' : 'replace'
      navigator.go({ at: Math.round(Math.min(next, all.to)), range: fixed }, { history })
    },
    [navigator],
  )
  const setRange = useCallback(
    (next: Stretch, settled: boolean) => {
      const { at: before, extent: all } = now.current
      navigator.go({ range: choiceOf(next, before, all) }, { history: settled ? 'replace' : 'later' })
    },
    [navigator],
  )
  const zoomBy = useCallback(
    (around: number, factor: number) => {
      const { range: old, extent: all, at: before } = now.current
      const isFollowing = before === 'live' && now.current.choice.is !== 'fixed'
      setRange(zoom(old, isFollowing ? old.to : around, factor, all), false)
    },
    [setRange],
  )
  const panBy = useCallback(
    (byMs: number) => {
      const { range: old, extent: all } = now.current
      setRange(within({ from: old.from + byMs, to: old.to + byMs }, all), false)
    },
    [setRange],
  )
  const offer = useCallback(
    (name: string) => {
      const { at: before, extent: all, shown: instant } = now.current
      const ms = offered[name]
      if (ms === undefined)
        return navigator.go({ range: before === 'live' ? { is: 'all' } : { is: 'fixed', ...all } })
      if (before === 'live') return navigator.go({ range: { is: 'last', ms } })
      setRange(within({ from: instant - ms * 0.6, to: instant + ms * 0.4 }, all), true)
    },
    [navigator, setRange],
  )
  const isStepping = useRef(false)
  const step = useCallback(
    (by: StepBy, direction: 'back' | 'forward') => {
      const { at: before, shown: from } = now.current
      if (isStepping.current || (before === 'live' && direction === 'forward')) return
      isStepping.current = true
      void client
        .call('events.step', { targetId: id, from, direction, by })
        .then((found) => {
          if (found !== undefined) go(found, { settle: false })
          else if (direction === 'forward' && !isRecorded) go('live')
          else toast(`No ${direction === 'back' ? 'earlier' : 'later'} ${by}`)
        })
        .catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 'bad'))
        .finally(() => (isStepping.current = false))
    },
    [client, id, isRecorded, go, toast],
  )
  const togglePause = useCallback(() => go(now.current.at === 'live' ? now.current.shown : 'live'), [go])

  return useMemo(
    () => ({
      at,
      shown,
      range,
      edge,
      go,
      choice,
      extent,
      sampledAt,
      setRange,
      zoomBy,
      panBy,
      offer,
      step,
      togglePause,
    }),
    [
      at,
      shown,
      range,
      edge,
      go,
      choice,
      extent,
      sampledAt,
      setRange,
      zoomBy,
      panBy,
      offer,
      step,
      togglePause,
    ],
  )
}

/**
 * The newest instant there is. That of the newest sample while they come, so that nothing moves unless data moved;
 * when they stop coming, the clock's, in steps, so that what isn't seen can be seen to grow.
 */
function useEdge(target: TargetState, sampledAt: number | undefined): number {
  const clock = useSteppedClock(refreshLateMs)
  if (target.condition === 'recorded' || target.condition === 'stopped')
    return target.extent?.to ?? sampledAt ?? clock
  if (sampledAt === undefined) return clock
  const isOverdue = clock - sampledAt > Math.max(refreshLateMs * 2, target.config.intervalMs * 2.5)
  return isOverdue ? clock : sampledAt
}

function useSteppedClock(stepMs: number): number {
  return Math.floor(useClock() / stepMs) * stepMs
}
