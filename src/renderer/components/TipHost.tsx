import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import style from './Float.module.css'
import { hideTip, shownTip, tipId } from './tip.ts'
import type { Tip } from './tip.ts'

/** Draws the one tip, below its anchor or above it where there is no room. Stands once in the window. */
export function TipHost() {
  const tip = useSyncExternalStore(shownTip.subscribe, shownTip.current)
  useEffect(() => {
    if (tip === undefined) return undefined
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hideTip()
    tip.anchor.setAttribute('aria-describedby', tipId)
    window.addEventListener('keydown', onKey)
    window.addEventListener('scroll', hideTip, true)
    // a row that scrolled away or was redrawn takes its tip along
    const gone = setInterval(() => !tip.anchor.isConnected && hideTip(), 500)
    return () => {
      tip.anchor.removeAttribute('aria-describedby')
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('scroll', hideTip, true)
      clearInterval(gone)
    }
  }, [tip])
  return tip === undefined ? null : createPortal(<Box tip={tip} />, document.body)
}

const gap = 4
const edge = 8

function Box({ tip }: { readonly tip: Tip }) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number }>()
  useLayoutEffect(() => {
    const at = tip.anchor.getBoundingClientRect()
    const size = box.current?.getBoundingClientRect()
    if (size === undefined) return
    const below = at.bottom + gap
    const top = below + size.height > innerHeight - edge ? at.top - gap - size.height : below
    const middle = at.left + at.width / 2 - size.width / 2
    setPlace({
      left: Math.max(edge, Math.min(innerWidth - edge - size.width, middle)),
      top: Math.max(edge, top),
    })
  }, [tip])
  return (
    <div
      ref={box}
      id={tipId}
      role="tooltip"
      className={style['float']}
      style={{
        position: 'fixed',
        pointerEvents: 'none',
        ...(place ?? { left: 0, top: 0, visibility: 'hidden' }),
      }}
    >
      {tip.content}
    </div>
  )
}
