import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { classes } from '../../components/classes.ts'
import type { HitContext } from './hit-context.ts'
import { HitLine } from './HitLine.tsx'
import { optionProps } from './option.ts'
import { sortNames } from './rows.ts'
import type { HitRow } from './rows.ts'
import style from './search.module.css'

const heights: Readonly<Record<HitRow['is'], number>> = { head: 30, hit: 24, more: 26 }

export interface HitListProps {
  readonly id: string
  readonly rows: readonly HitRow[]
  readonly context: HitContext
  /** The row that Enter opens. */
  readonly active: number
  /** A line that says that there are more was chosen. */
  readonly onMore: (row: HitRow & { readonly is: 'more' }) => void
  /** What choosing it will do: "Show 80 more". */
  readonly moreSays: (row: HitRow & { readonly is: 'more' }) => string
  /** What stands before is on its way out. */
  readonly isOld: boolean
}

/** All hits in one list; only what is seen exists in the document. */
export function HitList({ id, rows, context, active, onMore, moreSays, isOld }: HitListProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => heights[rows[index]?.is ?? 'hit'],
    // another function where the rows are others: places are reckoned anew by it
    getItemKey: useCallback((index: number) => `${rows[index]?.is ?? ''} ${index}`, [rows]),
    overscan: 10,
  })
  useEffect(() => {
    // the head of the first sort comes into sight with its first hit
    if (active >= 0) virtual.scrollToIndex(active === 1 ? 0 : active)
  }, [active])
  return (
    <div
      ref={scroll}
      id={id}
      className={classes(style['list'], isOld && style['old'])}
      role="listbox"
      aria-label="Hits"
    >
      <div className={style['sheet']} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(({ index, key, start, size }) => {
          const row = rows[index]
          if (row === undefined) return null
          if (row.is === 'head') return <Head key={key} row={row} top={start} height={size} />
          const option = { id: `${id}-${index}`, isActive: index === active, top: start, height: size }
          return row.is === 'hit' ? (
            <HitLine key={key} {...option} found={row.found} context={context} />
          ) : (
            <button
              key={key}
              {...optionProps(option)}
              type="button"
              className={classes(style['more'], option.isActive && style['active'])}
              onClick={() => onMore(row)}
            >
              {moreSays(row)}
            </button>
          )
        })}
      </div>
    </div>
  )
}

interface HeadProps {
  readonly row: HitRow & { readonly is: 'head' }
  readonly top: number
  readonly height: number
}

function Head({ row, top, height }: HeadProps) {
  return (
    <div className={style['head']} style={{ transform: `translateY(${top}px)`, height }} role="presentation">
      <b>{sortNames[row.sort]}</b> <span>{formatNumber(row.count)}</span>
    </div>
  )
}
