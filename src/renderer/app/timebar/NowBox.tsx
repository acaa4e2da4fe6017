import { ChevronRight, History, Pause } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  formatClock,
  formatDistance,
  formatDuration,
  formatInstant,
  formatSpan,
} from '../../../shared/base/format-time.ts'
import { Kbd } from '../../components/Button.tsx'
import { classes } from '../../components/classes.ts'
import { Dot } from '../../components/State.tsx'
import { useClock } from '../../components/use-clock.ts'
import type { NowState } from './now-state.ts'
import style from './timebar.module.css'

export interface NowBoxProps {
  readonly state: NowState
  /** Pauses at the newest moment. */
  readonly onPause: () => void
  readonly onLive: () => void
  readonly onGo: (at: number) => void
}

/** Says which instant is on screen, in words, and offers the one way back. */
export function NowBox(props: NowBoxProps) {
  const { state } = props
  const now = useClock()
  switch (state.is) {
    case 'live':
      return (
        <Box
          kind="live"
          act={<Act onClick={props.onPause} keys="Space" text="Pause" icon={<Pause size={11} />} />}
        >
          <Dot tone="ok" />
          <b>Live</b>
          <span>{formatClock(state.at)}</span>
          <span className={classes(style['small'], style['roomy'])}>
            sampled {formatDistance(Math.min(state.at, now - 1000), now)}, every{' '}
            {formatDuration(state.everyMs)}
          </span>
        </Box>
      )
    case 'late':
      return (
        <Box
          kind="late"
          act={<Act onClick={props.onPause} keys="Space" text="Pause" icon={<Pause size={11} />} />}
        >
          <Dot tone="warn" />
          <b>Late</b>
          <span>
            last sample {formatInstant(state.at, now)}, {formatDistance(state.at, now)}
          </span>
          {state.tries > 0 && (
            <span className={style['small']} title={state.why}>
              {state.tries} {state.tries === 1 ? 'try' : 'tries'} failed
            </span>
          )}
        </Box>
      )
    case 'paused':
      return (
        <Box kind="paused" act={<Act onClick={props.onLive} keys="L" text="Back to live" />}>
          <Pause size={12} />
          <span>
            You are looking at <b>{formatInstant(state.at, now)}</b>, {formatDistance(state.at, now)}
          </span>
        </Box>
      )
    case 'gap':
      return <GapBox state={state} onGo={props.onGo} onLive={props.onLive} now={now} />
    case 'recorded':
      return (
        <Box kind="plain">
          <History size={12} />
          <b>Recorded</b>
          <span>
            {state.title}
            {state.extent !== undefined && `, ${formatSpan(state.extent.from, state.extent.to, now)}`}
          </span>
        </Box>
      )
    case 'stopped':
      return (
        <Box kind="plain">
          <Dot tone="quiet" />
          <b>Stopped</b>
          <span>last sample {formatInstant(state.at, now)}</span>
        </Box>
      )
    case 'waiting':
      return (
        <Box kind={state.failed ? 'late' : 'plain'}>
          <Dot tone={state.failed ? 'bad' : 'unknown'} />
          <b>{state.failed ? 'Not reached' : 'Connecting'}</b>
          <span className={style['small']}>{state.failed ? state.why : 'waiting for the first sample'}</span>
        </Box>
      )
  }
}

function GapBox(props: {
  readonly state: Extract<NowState, { is: 'gap' }>
  readonly now: number
  readonly onGo: (at: number) => void
  readonly onLive: () => void
}) {
  const { at, showing, next } = props.state
  const act =
    next === undefined ? (
      <Act onClick={props.onLive} keys="L" text="Back to live" />
    ) : (
      <Act onClick={() => props.onGo(next)} text="Next seen" after={<ChevronRight size={11} />} />
    )
  return (
    <Box kind="gap" act={act}>
      <Dot tone="unknown" />
      <span>
        <b>{formatInstant(at, props.now)}</b> lies in a gap: showing {formatInstant(showing, props.now)}
      </span>
    </Box>
  )
}

function Box({
  kind,
  act,
  children,
}: {
  readonly kind: string
  readonly act?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={classes(style['now'], style[kind], kind === 'gap' && style['paused'])} data-now={kind}>
      <div className={style['says']} role="status">
        {children}
      </div>
      {act}
    </div>
  )
}

interface ActProps {
  readonly text: string
  readonly keys?: string
  readonly icon?: ReactNode
  readonly after?: ReactNode
  readonly onClick: () => void
}

function Act({ text, keys, icon, after, onClick }: ActProps) {
  return (
    <button type="button" className={style['act']} onClick={onClick}>
      {icon}
      {text}
      {after}
      {keys !== undefined && <Kbd>{keys}</Kbd>}
    </button>
  )
}
