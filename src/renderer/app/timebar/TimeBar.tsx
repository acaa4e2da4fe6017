import { useCallback, useMemo } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { classes } from '../../components/classes.ts'
import { useClock } from '../../components/use-clock.ts'
import { AllHistory } from './AllHistory.tsx'
import { GoTo } from './GoTo.tsx'
import { gapAt, withOpenEnds } from './lanes.ts'
import type { FindingSpan } from './lanes.ts'
import { Legend } from './Legend.tsx'
import { NowBox } from './NowBox.tsx'
import { nowState } from './now-state.ts'
import { offered, offeredLength } from './ranges.ts'
import { RangeStrip } from './RangeStrip.tsx'
import { Steps } from './Steps.tsx'
import style from './timebar.module.css'
import type { TimeControl } from './use-time-control.ts'
import { useTimeline } from './use-timeline.ts'

export interface TimeBarProps {
  readonly target: TargetState
  readonly time: TimeControl
  readonly isUnfolded: boolean
  readonly isGoToOpen: boolean
  readonly onGoToOpen: (open: boolean) => void
  /** A span was clicked: its finding, at its start. */
  readonly onFinding: (span: FindingSpan) => void
}

/** About one bucket for four px of the lower strip and three of the upper one. */
const rangeBuckets = 360
const historyBuckets = 180

const choices = [...Object.keys(offered), 'all'].map((value) => ({ value, label: value }))

/** Always on top, the same on every page: which instant is on screen, and the way to any other one. */
export function TimeBar({ target, time, isUnfolded, isGoToOpen, onGoToOpen, onFinding }: TimeBarProps) {
  const { id } = target.config
  const { extent, range, edge, sampledAt } = time
  const now = useClock(5000)
  const firstAt = target.extent?.from
  const read = useTimeline(id, range, rangeBuckets, extent)
  const timeline = useMemo(() => {
    const seen =
      firstAt === undefined || sampledAt === undefined ? undefined : { from: firstAt, to: sampledAt }
    return read && withOpenEnds(read, seen, { from: range.from, to: edge })
  }, [read, firstAt, sampledAt, range.from, edge])
  const history = useTimeline(id, extent, historyBuckets, extent)
  const at = time.at === 'live' ? undefined : time.at
  const state = nowState({
    target,
    at: atOf(target, time),
    sampledAt,
    gap: at === undefined ? undefined : gapAt(timeline?.gaps ?? [], at),
    now,
  })
  const onGo = useCallback((next: number, settled: boolean) => time.go(next, { settle: settled }), [time.go])
  const isPast = state.is === 'paused' || state.is === 'gap'
  return (
    <section
      className={classes(style['bar'], isPast && style['past'])}
      aria-label="Time"
      data-state={state.is}
    >
      <div className={style['line']}>
        <NowBox
          state={state}
          onPause={time.togglePause}
          onLive={() => time.go('live')}
          onGo={(next) => time.go(next)}
        />
        <Steps by="event" time={time} />
        <Steps by="finding" time={time} />
        <span className={style['step']}>
          <GoTo open={isGoToOpen} onOpenChange={onGoToOpen} onGo={(next) => time.go(next)} />
        </span>
        <i className={style['grow']} />
        <span className={classes(style['small'], style['roomy'])}>all history</span>
        <div className={style['all']}>
          <AllHistory
            {...{ extent, range, at }}
            timeline={history}
            onRange={time.setRange}
            onJump={(next) => time.go(next)}
          />
        </div>
        <Segmented
          label="Range"
          value={offeredLength(time.choice, extent)}
          options={choices}
          onChange={(name) => time.offer(name)}
        />
      </div>
      <RangeStrip
        {...{ range, edge, at, timeline, isUnfolded, onGo, onFinding }}
        isLive={state.is === 'live'}
        edgeWord={target.condition === 'recorded' ? 'end' : 'now'}
        onZoom={time.zoomBy}
        onPan={time.panBy}
      />
      {isUnfolded && <Legend />}
    </section>
  )
}

/** A recording at its end says "recorded", not "paused". */
function atOf(target: TargetState, time: TimeControl) {
  return target.condition === 'recorded' && time.at === time.edge ? 'live' : time.at
}
