import { useEffect, useRef } from 'react'
import type { PointerEvent } from 'react'

/** What a strip does with the pointer; positions in px from its left edge. */
export interface StripHandlers {
  readonly onDown: (px: number) => void
  /** At most once a frame. `moved`: it is a drag, not a click. */
  readonly onMove: (px: number, moved: boolean) => void
  readonly onUp: (px: number, moved: boolean) => void
  readonly onHover: (px: number | undefined) => void
}

const dragFromPx = 3

/** Press, drag and hover of a strip, with the pointer captured, at the pace of the screen. */
export function useStripPointer(handlers: StripHandlers) {
  const drag = useRef<{ start: number; last: number; moved: boolean }>(undefined)
  const frame = useRef(0)
  const pxOf = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  const soon = (work: () => void) => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(work)
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const px = pxOf(event)
      drag.current = { start: px, last: px, moved: false }
      latest.current.onDown(px)
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const px = pxOf(event)
      const now = drag.current
      if (now === undefined) return latest.current.onHover(px)
      now.last = px
      now.moved ||= Math.abs(px - now.start) >= dragFromPx
      soon(() => latest.current.onMove(now.last, now.moved))
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const now = drag.current
      if (now === undefined) return
      drag.current = undefined
      cancelAnimationFrame(frame.current)
      latest.current.onUp(pxOf(event), now.moved)
    },
    onPointerLeave() {
      if (drag.current === undefined) latest.current.onHover(undefined)
    },
  }
}

/** The wheel over an element; React's own listener is passive and could not keep the page from scrolling. */
export function useWheel(onWheel: (event: WheelEvent, px: number) => void) {
  const latest = useRef(onWheel)
  latest.current = onWheel
  return useRef((element: HTMLElement | null) => {
    if (element === null) return undefined
    const listen = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(event, event.clientX - element.getBoundingClientRect().left)
    }
    element.addEventListener('wheel', listen, { passive: false })
    return () => element.removeEventListener('wheel', listen)
  }).current
}
