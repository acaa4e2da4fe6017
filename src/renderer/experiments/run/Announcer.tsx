import { useEffect, useRef, useState } from 'react'
import type { RunEntry } from '../../../shared/api/experiments.ts'
import { formatRunTimeLong } from '../log/run-time.ts'
import style from './run.module.css'

const everyMs = 3000

/** New events for screen readers: politely, and not more than one sentence every three seconds. */
export function Announcer({
  entries,
  from,
}: {
  readonly entries: readonly RunEntry[]
  readonly from: number
}) {
  const [text, setText] = useState('')
  const told = useRef(entries.length)
  const latest = useRef(entries)
  latest.current = entries
  useEffect(() => {
    const timer = setInterval(() => {
      const fresh = latest.current.slice(told.current)
      told.current = latest.current.length
      const said = sentence(fresh, from)
      if (said !== undefined) setText(said)
    }, everyMs)
    return () => clearInterval(timer)
  }, [from])
  return (
    <div className={style['hidden']} role="status" aria-live="polite">
      {text}
    </div>
  )
}

/** The last one that matters most among new events, and how many there were. */
export function sentence(fresh: readonly RunEntry[], from: number): string | undefined {
  const entry =
    fresh.findLast((each) => each.tone === 'bad') ??
    fresh.findLast((each) => each.tone === 'warn') ??
    fresh[fresh.length - 1]
  if (entry === undefined) return undefined
  const others = fresh.length > 1 ? `; ${fresh.length - 1} more` : ''
  return `${formatRunTimeLong(entry.at - from)}, ${entry.actor}: ${entry.says}${others}`
}
