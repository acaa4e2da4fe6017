import { useCallback, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import { ToastContext } from './toast.ts'
import style from './toast.module.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: Tone
}

const lifeMs = 5000

/** Where short sentences appear, for eyes and for screen readers; they go by themselves. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const last = useRef(0)
  const say = useCallback((text: string, tone: Tone = 'quiet') => {
    const id = ++last.current
    // the same sentence again replaces itself
    setToasts((now) => [...now.filter((each) => each.text !== text), { id, text, tone }].slice(-3))
    setTimeout(() => setToasts((now) => now.filter((each) => each.id !== id)), lifeMs)
  }, [])
  return (
    <ToastContext value={say}>
      {children}
      <div className={style['toasts']} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={style['toast']}>
            <State tone={toast.tone}>{toast.text}</State>
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
