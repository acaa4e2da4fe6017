import type { Span } from './stage.ts'

/** The speeds of a replay, as times of the real one. */
export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const
export type Speed = (typeof speeds)[number]

/** Where a viewer of a run is. `end`: at its newest instant, going along with it while it runs. */
export interface Replay {
  readonly cursor: number | 'end'
  readonly isPlaying: boolean
  readonly speed: Speed
}

export const atEnd: Replay = { cursor: 'end', isPlaying: false, speed: 1 }

/** To an instant of the run; at its end or after it: to `end`. */
export function seekTo(replay: Replay, at: number, span: Span): Replay {
  if (at >= span.to) return { ...replay, cursor: 'end', isPlaying: false }
  return { ...replay, cursor: Math.max(span.from, at) }
}

/**
 * Plays from the cursor, from the start when it stands at the end; pauses while it plays.
 * @param isRunning the run is still on: pausing at its end holds the picture where it is
 */
export function togglePlay(replay: Replay, span: Span, isRunning = false): Replay {
  if (replay.isPlaying) return { ...replay, isPlaying: false }
  if (isRunning && replay.cursor === 'end') return { ...replay, cursor: span.to }
  return { ...replay, isPlaying: true, cursor: replay.cursor === 'end' ? span.from : replay.cursor }
}

/** So much real time later while it plays. */
export function playOn(replay: Replay, ms: number, span: Span): Replay {
  if (!replay.isPlaying || replay.cursor === 'end') return replay
  return seekTo(replay, replay.cursor + ms * replay.speed, span)
}

/** The next speed up or down; at the ends it stays. */
export function otherSpeed(speed: Speed, by: 1 | -1): Speed {
  return speeds[speeds.indexOf(speed) + by] ?? speed
}
