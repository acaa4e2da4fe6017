import type { Timeline } from '../../../shared/api/history.ts'
import { classes } from '../../components/classes.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { AllHistory } from './AllHistory.tsx'
import { GoTo } from './GoTo.tsx'
import { NowBox } from './NowBox.tsx'
import type { NowState } from './now-state.ts'
import { offeredLength, rangeChoices } from './ranges.ts'
import { Steps } from './Steps.tsx'
import style from './timebar.module.css'
import type { TimeControl } from './use-time-control.ts'

export interface UpperLineProps {
  readonly time: TimeControl
  /** The instant when paused. */
  readonly at: number | undefined
  readonly state: NowState
  /** What the whole history is drawn with; of several targets each lane tells its own. */
  readonly history: Timeline | undefined
  readonly isGoToOpen: boolean
  readonly onGoToOpen: (open: boolean) => void
  /** The moment that is compared. */
  readonly pinned?: number | undefined
}

/** Where one is, the steps from there, and the whole history with its range. */
export function UpperLine(props: UpperLineProps) {
  const { time, at, state, history, isGoToOpen, onGoToOpen, pinned } = props
  const { extent, range } = time
  const go = (next: number) => time.go(next)
  return (
    <div className={style['line']}>
      <NowBox state={state} onPause={time.togglePause} onLive={() => time.go('live')} onGo={go} />
      <Steps by="event" time={time} />
      <Steps by="finding" time={time} />
      <span className={style['step']}>
        <GoTo open={isGoToOpen} onOpenChange={onGoToOpen} onGo={go} />
      </span>
      <i className={style['grow']} />
      <span className={classes(style['small'], style['roomy'])}>all history</span>
      <div className={style['all']}>
        <AllHistory
          {...{ extent, range, at, pinned }}
          timeline={history}
          onRange={time.setRange}
          onJump={go}
        />
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
