import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import { neighbour } from './log/log.ts'
import { atEnd, playOn, seekTo, togglePlay } from './replay.ts'
import type { Replay, Speed } from './replay.ts'
import type { Span } from './stage.ts'

export interface ReplayControl extends Replay {
  /** The instant shown, epoch ms. */
  readonly until: number
  /** Up to where events are told: all of them at the end, also of a later clean-up. */
  readonly told: number
  /** What the run covers so far. */
  readonly span: Span
  readonly seek: (at: number | 'end') => void
  readonly toggle: () => void
  readonly step: (direction: -1 | 1) => void
  readonly setSpeed: (speed: Speed) => void
}

/** About thirty drawings a second: more is not seen, and drawings cost. */
const frameMs = 32
const liveMs = 250

/** The instant of a run that is shown, and the ways to another one. Live it goes along; in a replay it is moved. */
export function useReplay(run: Run, entries: readonly RunEntry[], first: number | undefined): ReplayControl {
  const span = useRunSpan(run, entries)
  const [replay, setReplay] = useState<Replay>(() =>
    first === undefined ? atEnd : { ...atEnd, cursor: run.began + first },
  )
  const { isPlaying } = replay
  useEffect(() => {
    if (!isPlaying) return undefined
    return everyFrame((ms) => setReplay((now) => playOn(now, ms, span)))
  }, [isPlaying, span.from, span.to])
  const seek = useCallback(
    (at: number | 'end') =>
      setReplay((now) => (at === 'end' ? { ...now, cursor: at, isPlaying: false } : seekTo(now, at, span))),
    [span.from, span.to],
  )
  const until = replay.cursor === 'end' ? span.to : Math.min(replay.cursor, span.to)
  return {
    ...replay,
    until,
    told: replay.cursor === 'end' ? Infinity : until,
    span,
    seek,
    toggle: () => setReplay((now) => togglePlay(now, span, run.outcome === 'running')),
    step: (direction) => {
      const to = neighbour(entries, until, direction)
      setReplay((now) => ({
        ...(to === undefined && direction === 1
          ? { ...now, cursor: 'end' as const }
          : seekTo(now, to?.at ?? span.from, span)),
        isPlaying: false,
      }))
    },
    setSpeed: (speed) => setReplay((now) => ({ ...now, speed })),
  }
}

/** From the first entry to the end; while it runs, to now, as far as the clocks of window and core agree. */
function useRunSpan(run: Run, entries: readonly RunEntry[]): Span {
  const isRunning = run.outcome === 'running'
  const now = useNow(isRunning)
  const from = entries[0]?.at ?? run.began
  const last = Math.max(from, entries[entries.length - 1]?.at ?? run.began)
  const isSameClock = now >= last && now - last < 60_000
  // a clean-up made hours later belongs to the log, not to what is drawn
  const to = isRunning ? (isSameClock ? now : last) : Math.max(from, run.ended ?? last)
  return useMemo(() => ({ from, to }), [from, to])
}

function useNow(isMoving: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isMoving) return undefined
    const timer = setInterval(() => setNow(Date.now()), liveMs)
    return () => clearInterval(timer)
  }, [isMoving])
  return now
}

/** Calls at each drawn frame with the real time that passed; returns how to stop. */
function everyFrame(act: (ms: number) => void): () => void {
  let last = performance.now()
  let frame = requestAnimationFrame(function next(at) {
    if (at - last >= frameMs) {
      act(at - last)
      last = at
    }
    frame = requestAnimationFrame(next)
  })
  return () => cancelAnimationFrame(frame)
}
