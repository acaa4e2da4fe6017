import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useConnection } from '../../api/use-live.ts'
import { State } from '../../components/State.tsx'
import { useClock } from '../../components/use-clock.ts'
import { LeftBehind } from '../../experiments/LeftBehind.tsx'
import style from './frame.module.css'

export interface LayoutProps {
  readonly header: ReactNode
  readonly timeBar?: ReactNode
  readonly rail: ReactNode
  readonly children: ReactNode
}

/** Header, time bar, rail and page: the same places on every screen. */
export function Layout({ header, timeBar, rail, children }: LayoutProps) {
  const main = useRef<HTMLElement>(null)
  return (
    <div className={style['app']}>
      <div className={style['top']}>
        {header}
        <LostLine />
        <LeftBehind />
      </div>
      <div className={style['top']}>{timeBar}</div>
      {rail}
      <main ref={main} className={style['main']} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

const patienceMs = 1200

/** Said when the window has no line to the collector; what is on screen stays. */
function LostLine() {
  const connection = useConnection()
  const now = useClock()
  const lostAt = useRef<number>(undefined)
  useEffect(() => {
    lostAt.current = connection.is === 'lost' ? (lostAt.current ?? Date.now()) : undefined
  }, [connection])
  if (connection.is !== 'lost' || now - (lostAt.current ?? now) < patienceMs) return null
  const inS = Math.max(0, Math.ceil((connection.nextTryAt - now) / 1000))
  return (
    <div className={style['lost']} role="alert">
      <State tone="warn">{connection.error.message}</State>
      <span>
        What you see is what was last known. Next try {inS === 0 ? 'now' : `in ${inS} s`}.{' '}
        {connection.error.fix}
      </span>
    </div>
  )
}
