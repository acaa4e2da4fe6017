import { useCallback } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { classes } from '../../components/classes.ts'
import { useNavigator } from '../navigator.ts'
import type { TargetWord } from '../target-words.ts'
import type { FindingSpan } from '../timebar/lanes.ts'
import type { NowState } from '../timebar/now-state.ts'
import { RangeStrip } from '../timebar/RangeStrip.tsx'
import bar from '../timebar/timebar.module.css'
import { UpperLine } from '../timebar/UpperLine.tsx'
import type { TimeControl } from '../timebar/use-time-control.ts'
import style from './everywhere.module.css'
import { LaneNames, Lanes, lanesHeight } from './Lanes.tsx'

export interface EverywhereBarProps {
  readonly targets: readonly TargetState[]
  readonly time: TimeControl
  readonly wordOf: (target: TargetState) => TargetWord
  readonly isGoToOpen: boolean
  readonly onGoToOpen: (open: boolean) => void
}

/** The time bar of several targets: one instant, and a lane each. */
export function EverywhereBar({ targets, time, wordOf, isGoToOpen, onGoToOpen }: EverywhereBarProps) {
  const { range, edge } = time
  const state = stateOf(targets, time)
  const at = time.at === 'live' ? undefined : time.at
  const onFinding = useFindingLink()
  return (
    <section className={classes(bar['bar'], state.is === 'paused' && bar['past'])} aria-label="Time">
      <UpperLine {...{ time, at, state, isGoToOpen, onGoToOpen }} history={undefined} />
      <div className={style['lanes']}>
        <LaneNames targets={targets} wordOf={wordOf} />
        <RangeStrip
          {...{ range, edge, at }}
          height={lanesHeight(targets.length)}
          ground={(width) => <Lanes {...{ targets, time, width, onFinding }} />}
          isLive={state.is === 'live'}
          edgeWord={state.is === 'recorded' ? 'end' : 'now'}
          onGo={(next, settled) => time.go(next, { settle: settled })}
          onZoom={time.zoomBy}
          onPan={time.panBy}
        />
      </div>
    </section>
  )
}

/** Live while anything is collected; each lane tells by itself what of it was not seen. */
function stateOf(targets: readonly TargetState[], { at, edge, sampledAt, extent }: TimeControl): NowState {
  const collected = targets.filter(({ condition }) => condition !== 'recorded' && condition !== 'stopped')
  const isRecorded = collected.length === 0
  if (at !== 'live' && !(isRecorded && at === edge)) return { is: 'paused', at, isRecorded }
  if (isRecorded) return { is: 'recorded', title: `${targets.length} targets`, extent }
  const everyMs = Math.min(...collected.map(({ config }) => config.intervalMs))
  return { is: 'live', at: sampledAt ?? edge, everyMs }
}

/** To a finding on the page of its target, at the instant it opened. */
function useFindingLink() {
  const navigator = useNavigator()
  return useCallback(
    ({ config }: TargetState, span: FindingSpan) =>
      navigator.go({
        path: ['t', config.id, 'findings'],
        state: { finding: span.id },
        at: Math.round(span.from),
      }),
    [navigator],
  )
}
