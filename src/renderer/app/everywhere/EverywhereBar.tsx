import { useCallback } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { classes } from '../../components/classes.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { useNavigator } from '../navigator.ts'
import type { TargetWord } from '../target-words.ts'
import { AllHistory } from '../timebar/AllHistory.tsx'
import { GoTo } from '../timebar/GoTo.tsx'
import type { FindingSpan } from '../timebar/lanes.ts'
import { NowBox } from '../timebar/NowBox.tsx'
import type { NowState } from '../timebar/now-state.ts'
import { offeredLength, rangeChoices } from '../timebar/ranges.ts'
import { RangeStrip } from '../timebar/RangeStrip.tsx'
import { Steps } from '../timebar/Steps.tsx'
import bar from '../timebar/timebar.module.css'
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
export function EverywhereBar(props: EverywhereBarProps) {
  const { targets, time, wordOf } = props
  const { range, edge } = time
  const state = stateOf(targets, time)
  const at = time.at === 'live' ? undefined : time.at
  const onFinding = useFindingLink()
  return (
    <section className={classes(bar['bar'], state.is === 'paused' && bar['past'])} aria-label="Time">
      <UpperLine {...props} at={at} state={state} />
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

interface UpperLineProps extends EverywhereBarProps {
  readonly at: number | undefined
  readonly state: NowState
}

function UpperLine({ time, isGoToOpen, onGoToOpen, at, state }: UpperLineProps) {
  const { extent, range } = time
  const go = (next: number) => time.go(next)
  return (
    <div className={bar['line']}>
      <NowBox state={state} onPause={time.togglePause} onLive={() => time.go('live')} onGo={go} />
      <Steps by="event" time={time} />
      <Steps by="finding" time={time} />
      <span className={bar['step']}>
        <GoTo open={isGoToOpen} onOpenChange={onGoToOpen} onGo={go} />
      </span>
      <i className={bar['grow']} />
      <span className={classes(bar['small'], bar['roomy'])}>all history</span>
      <div className={bar['all']}>
        <AllHistory {...{ extent, range, at }} timeline={undefined} onRange={time.setRange} onJump={go} />
      </div>
      <Segmented
        label="Range"
        value={offeredLength(time.choice, extent)}
        options={rangeChoices}
        onChange={(name) => time.offer(name)}
      />
    </div>
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
