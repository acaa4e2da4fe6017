import { ChevronRight, FolderArchive, History, Pause } from 'lucide-react'
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
  const now = useClock()
  const { state } = props
  const isPast = state.is === 'paused' || state.is === 'gap'
  return (
    <div className={classes(style['now'], style[state.is], isPast && style['past'])} data-now={state.is}>
      <div className={style['says']} role="status">
        <Words state={state} now={now} />
      </div>
      <WayOn {...props} />
    </div>
  )
}

/** The one thing to do: pause, go back to live, or to where something was seen. */
function WayOn({ state, onPause, onLive, onGo }: NowBoxProps) {
  if (state.is === 'live' || state.is === 'late')
    return <Act onClick={onPause} keys="Space" text="Pause" icon={<Pause size={11} />} />
  if (state.is === 'gap' && state.next !== undefined) {
    const { next } = state
    return <Act onClick={() => onGo(next)} text="Next seen" after={<ChevronRight size={11} />} />
  }
  if (state.is === 'paused' || state.is === 'gap')
    return <Act onClick={onLive} keys="L" text={state.isRecorded ? 'To its end' : 'Back to live'} />
  return null
}

function Words({ state, now }: { readonly state: NowState; readonly now: number }) {
  switch (state.is) {
    case 'live':
      return <LiveWords state={state} now={now} />
    case 'late':
      return <LateWords state={state} now={now} />
    case 'paused':
      return (
        <>
          <Pause size={12} />
          <span>
            You are looking at <b>{formatInstant(state.at, now)}</b>, {formatDistance(state.at, now)}
          </span>
        </>
      )
    case 'gap':
      return (
        <>
          <Dot tone="unknown" />
          <span>
            <b>{formatInstant(state.at, now)}</b> lies in a gap: showing {formatInstant(state.showing, now)}
          </span>
        </>
      )
    default:
      return <RestWords state={state} now={now} />
  }
}

interface WordsProps<K extends NowState['is']> {
  readonly state: Extract<NowState, { is: K }>
  readonly now: number
}

function LiveWords({ state, now }: WordsProps<'live'>) {
  return (
    <>
      <Dot tone="ok" />
      <b>Live</b>
      <span>{formatClock(state.at)}</span>
      <span className={classes(style['small'], style['roomy'])}>
        sampled {formatDistance(Math.min(state.at, now - 1000), now)}, every {formatDuration(state.everyMs)}
      </span>
    </>
  )
}

function LateWords({ state, now }: WordsProps<'late'>) {
  return (
    <>
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
    </>
  )
}

/** What nothing comes from: a recording, a stopped target, one that never answered. */
function RestWords({ state, now }: WordsProps<'recorded' | 'stopped' | 'waiting'>) {
  if (state.is === 'recorded')
    return (
      <>
        {state.archive === undefined ? <History size={12} /> : <FolderArchive size={12} />}
        <b title={state.archive}>{state.archive === undefined ? 'Recorded' : 'Archive'}</b>
        <span>
          {state.title}
          {state.extent !== undefined && `, ${formatSpan(state.extent.from, state.extent.to, now)}`}
        </span>
      </>
    )
  if (state.is === 'stopped')
    return (
      <>
        <Dot tone="quiet" />
        <b>Stopped</b>
        <span>last sample {formatInstant(state.at, now)}</span>
      </>
    )
  return (
    <>
      <Dot tone={state.failed ? 'bad' : 'unknown'} />
      <b>{state.failed ? 'Not reached' : 'Connecting'}</b>
      <span className={classes(style['small'], style['why'])} title={state.why}>
        {state.failed ? state.why : 'waiting for the first sample'}
      </span>
    </>
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
