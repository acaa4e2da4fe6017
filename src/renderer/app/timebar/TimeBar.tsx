import { useCallback, useMemo } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { classes } from '../../components/classes.ts'
import { useClock } from '../../components/use-clock.ts'
import { BarTip } from './BarTip.tsx'
import { gapAt, withOpenEnds } from './lanes.ts'
import type { FindingSpan } from './lanes.ts'
import { Legend } from './Legend.tsx'
import { nowState } from './now-state.ts'
import { folded, RangeGround, unfolded } from './RangeGround.tsx'
import { RangeStrip } from './RangeStrip.tsx'
import type { Pinned } from './RangeStrip.tsx'
import style from './timebar.module.css'
import type { TimeControl } from './use-time-control.ts'
import { UpperLine } from './UpperLine.tsx'
import { useTimeline } from './use-timeline.ts'

export interface TimeBarProps {
  readonly target: TargetState
  readonly time: TimeControl
  readonly isUnfolded: boolean
  readonly isGoToOpen: boolean
  readonly onGoToOpen: (open: boolean) => void
  /** A span was clicked: its finding, at its start. */
  readonly onFinding: (span: FindingSpan) => void
  /** The other moment of this target while two are compared. */
  readonly pinned?: Pinned | undefined
}

/** About one bucket for four px of the lower strip and three of the upper one. */
const rangeBuckets = 360
const historyBuckets = 180

/** Always on top, the same on every page: which instant is on screen, and the way to any other one. */
export function TimeBar(props: TimeBarProps) {
  const { target, time, isUnfolded, isGoToOpen, onGoToOpen, onFinding, pinned } = props
  const { range, edge } = time
  const timeline = useRangeTimeline(target, time)
  const history = useTimeline(target.config.id, time.extent, historyBuckets, time.extent)
  const at = time.at === 'live' ? undefined : time.at
  const state = nowState({
    target,
    at: atOf(target, time),
    sampledAt: time.sampledAt,
    gap: at === undefined ? undefined : gapAt(timeline?.gaps ?? [], at),
    now: useClock(5000),
  })
  const onGo = useCallback((next: number, settled: boolean) => time.go(next, { settle: settled }), [time.go])
  const isPast = state.is === 'paused' || state.is === 'gap'
  return (
    <section
      className={classes(style['bar'], isPast && style['past'])}
      aria-label="Time"
      data-state={state.is}
    >
      <UpperLine {...{ time, at, state, history, isGoToOpen, onGoToOpen }} pinned={pinned?.at} />
      <RangeStrip
        {...{ range, edge, at, onGo, pinned }}
        height={(isUnfolded ? unfolded : folded).height}
        ground={(width) => <RangeGround {...{ timeline, range, width, edge, isUnfolded, onFinding }} />}
        tip={(place) => <BarTip {...place} timeline={timeline} />}
        isLive={state.is === 'live'}
        edgeWord={target.condition === 'recorded' ? 'end' : 'now'}
        onZoom={time.zoomBy}
        onPan={time.panBy}
      />
      {isUnfolded && <Legend hasPinned={pinned !== undefined} />}
    </section>
  )
}

/** What happened in the range; what was not seen at either end is a gap too. */
function useRangeTimeline(target: TargetState, { extent, range, edge, sampledAt }: TimeControl) {
  const firstAt = target.extent?.from
  const read = useTimeline(target.config.id, range, rangeBuckets, extent)
  return useMemo(() => {
    const seen =
      firstAt === undefined || sampledAt === undefined ? undefined : { from: firstAt, to: sampledAt }
    return read && withOpenEnds(read, seen, { from: range.from, to: edge })
  }, [read, firstAt, sampledAt, range.from, edge])
}

/** A recording at its end says "recorded", not "paused". */
function atOf(target: TargetState, time: TimeControl) {
  return target.condition === 'recorded' && time.at === time.edge ? 'live' : time.at
}
