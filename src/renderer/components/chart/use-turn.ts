import { useEffect, useLayoutEffect, useReducer, useRef } from 'react'
import { flushSync } from 'react-dom'
import { DrawTurns } from './draw-turns.ts'

/** A chart of eight lines takes some 2 ms, and 7 ms more in the frame after when its axes move. */
const budgetMs = 8

const turns = new DrawTurns(
  { next: (frame) => void requestAnimationFrame(frame), now: () => performance.now() },
  budgetMs,
)

/**
 * What to draw now: `wanted` as it was when this drawing had its last turn.
 * @param isAtOnce true: doesn't wait for a turn, because a person is moving
 */
export function useTurn<T>(wanted: T, isAtOnce: (drawn: T) => boolean): T {
  const latest = useRef(wanted)
  const drawn = useRef(wanted)
  const [, redraw] = useReducer((turn: number) => turn + 1, 0)
  if (isAtOnce(drawn.current)) drawn.current = wanted
  useLayoutEffect(() => {
    latest.current = wanted
    if (drawn.current === wanted) return turns.forget(drawn)
    turns.ask(drawn, () => {
      drawn.current = latest.current
      // now and not when React has time: else the drawings of a frame would come back together
      flushSync(redraw)
    })
  }, [wanted])
  useEffect(() => () => turns.forget(drawn), [])
  return drawn.current
}
