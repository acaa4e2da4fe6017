import { useMemo } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useClock } from '../../components/use-clock.ts'
import { useTimeOn } from '../timebar/use-time-control.ts'
import type { TimeControl } from '../timebar/use-time-control.ts'
import { extentOf } from './who.ts'

const stepMs = 5000

/** One time for several targets. While any of them is collected, its edge is the clock's, in steps. */
export function useTimeEverywhere(targets: readonly TargetState[]): TimeControl {
  const clock = useClock(stepMs)
  const extent = extentOf(targets)
  const isCollected = targets.some(({ condition }) => condition !== 'recorded' && condition !== 'stopped')
  const key = targets.map(({ config }) => config.id).join(' ')
  const targetIds = useMemo(() => key.split(' ').filter(Boolean), [key])
  return useTimeOn({
    targetIds,
    began: extent?.from,
    edge: isCollected ? clock : (extent?.to ?? clock),
    sampledAt: extent?.to,
    isRecorded: !isCollected,
  })
}
