import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import type { RunEntry } from '../../../shared/api/experiments.ts'
import { classes } from '../../components/classes.ts'
import { Dot } from '../../components/State.tsx'
import { rowForKey } from '../../components/table/order.ts'
import { formatRunTime, formatRunTimeLong } from '../log/run-time.ts'
import { toneOf } from '../outcome.ts'
import style from './events.module.css'

export interface EventListProps {
  /** Oldest first; of these the first `count` are shown, newest first. */
  readonly entries: readonly RunEntry[]
  readonly count: number
  readonly from: number
  readonly lit: number | undefined
  readonly light: (seq: number | undefined) => void
  readonly seek: (at: number) => void
}

const rowPx = 20

/** Only what is seen exists in the document. ↑ ↓ walk and light, Enter goes to that instant of the run. */
export function EventList({ entries, count, from, lit, light, seek }: EventListProps) {
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 6,
  })
  const entryAt = (row: number) => entries[count - 1 - row]
  useSteady(scroll, count)
  useEffect(() => {
    if (lit === undefined || active >= 0) return
    const row = count - 1 - entries.findIndex((entry) => entry.seq === lit)
    if (row < count) virtual.scrollToIndex(row)
    // only when the drawing lights another one
  }, [lit])
  const onKeyDown = (event: KeyboardEvent) => {
    const at = entryAt(active)?.at
    const next = rowForKey(event.key, active, count, 8)
    if (event.key === 'Enter' && at !== undefined) seek(at)
    else if (next === undefined) return
    else {
      setActive(next)
      light(entryAt(next)?.seq)
      virtual.scrollToIndex(next)
    }
    event.preventDefault()
  }
  return (
    <div
      ref={scroll}
      className={style['list']}
      role="listbox"
      aria-label="Events, newest first"
      aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={() => setActive(-1)}
      onBlur={() => {
        setActive(-1)
        light(undefined)
      }}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="none">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const entry = entryAt(index)
          if (entry === undefined) return null
          return (
            <EventRow
              key={entry.seq}
              id={`${id}-${index}`}
              entry={entry}
              top={start}
              offset={entry.at - from}
              isLit={entry.seq === lit}
              isActive={index === active}
              onLight={light}
              onOpen={() => seek(entry.at)}
            />
          )
        })}
      </div>
      {count === 0 && <p className={style['none']}>Nothing was said up to here.</p>}
    </div>
  )
}

interface EventRowProps {
  readonly id: string
  readonly entry: RunEntry
  readonly top: number
  /** ms from the start of the run. */
  readonly offset: number
  readonly isLit: boolean
  readonly isActive: boolean
  readonly onLight: (seq: number | undefined) => void
  readonly onOpen: () => void
}

function EventRow({ id, entry, top, offset, isLit, isActive, onLight, onOpen }: EventRowProps) {
  const { actor, says, tone, seq } = entry
  const isStep = entry.kind === 'step'
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-label={`${formatRunTimeLong(offset)} ${actor}: ${says}`}
      title={`${actor}: ${says}`}
      className={classes(style['row'], isLit && style['lit'], isActive && style['active'])}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={() => onLight(seq)}
      onPointerLeave={() => onLight(undefined)}
      onClick={onOpen}
    >
      <span className={style['time']}>{formatRunTime(offset)}</span>
      {tone === undefined ? <i /> : <Dot tone={toneOf(tone)} />}
      <b className={style['actor']}>{isStep ? 'step' : actor}</b>
      <span
        className={classes(
          style['says'],
          isStep && style['step'],
          tone === 'bad' && style['bad'],
          tone === 'warn' && style['warn'],
        )}
      >
        {says}
      </span>
    </div>
  )
}

/** New events come in at the top; who has scrolled down keeps what is being read where it is. */
function useSteady(scroll: RefObject<HTMLDivElement | null>, count: number): void {
  const before = useRef(count)
  useLayoutEffect(() => {
    const box = scroll.current
    if (box !== null && box.scrollTop > 0) box.scrollBy(0, (count - before.current) * rowPx)
    before.current = count
  }, [count])
}
