import { useCallback, useRef } from 'react'
import type { RefObject } from 'react'
import { useClient } from '../../api/use-client.ts'
import { useToast } from '../toast/toast.ts'
import type { Place } from './moves.ts'

export type StepBy = 'sample' | 'event' | 'finding'
export type Step = (by: StepBy, direction: 'back' | 'forward') => void

export interface StepOptions {
  readonly targetIds: readonly string[]
  /** Where one is when a key is pressed. */
  readonly place: RefObject<Place>
  /** A recording has no live to step into. */
  readonly isRecorded: boolean
  readonly onFound: (at: number) => void
  readonly onLive: () => void
}

/** To the next or the one before, one step at a time: a key that is held down asks no faster than answers come. */
export function useStep({ targetIds, place, isRecorded, onFound, onLive }: StepOptions): Step {
  const client = useClient()
  const toast = useToast()
  const isStepping = useRef(false)
  return useCallback<Step>(
    (by, direction) => {
      const { at, shown: from } = place.current
      if (isStepping.current || (at === 'live' && direction === 'forward')) return
      isStepping.current = true
      Promise.all(targetIds.map((targetId) => client.call('events.step', { targetId, from, direction, by })))
        .then((all) => {
          const found = nearestOf(all, direction)
          if (found !== undefined) onFound(found)
          else if (direction === 'forward' && !isRecorded) onLive()
          else toast(`No ${direction === 'back' ? 'earlier' : 'later'} ${by}`)
        })
        .catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 'bad'))
        .finally(() => (isStepping.current = false))
    },
    [client, targetIds, place, isRecorded, onFound, onLive, toast],
  )
}

function nearestOf(
  found: readonly (number | undefined)[],
  direction: 'back' | 'forward',
): number | undefined {
  const all = found.filter((at) => at !== undefined)
  if (all.length === 0) return undefined
  return direction === 'back' ? Math.max(...all) : Math.min(...all)
}
