import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react'
import { stateTone } from '../partition-words.ts'
import type { PartitionRow } from '../topic-rows.ts'
import type { ReplicaChanges } from './changes.ts'
import type { GroupInk } from './group-ink.ts'
import { LevelRow } from './LevelRow.tsx'
import { calmRow, openRow, rowHeight } from './row-geometry.ts'
import type { TailScale } from './tail.ts'
import style from './water.module.css'

export interface LevelRowsProps {
  readonly topic: string
  readonly rows: readonly PartitionRow[]
  readonly selected: number | undefined
  readonly scale: TailScale
  readonly drawingWidth: number
  readonly groups: readonly GroupInk[]
  readonly changes: ReplicaChanges | undefined
  /** The moment and its sample, epoch ms. */
  readonly at: number
  readonly readAt: number
  readonly onSelect: (partition: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** All partitions; only those in sight are drawn. */
export function LevelRows({ rows, selected, changes, onSelect, onKeyDown, ...shared }: LevelRowsProps) {
  const { scroller, virtual } = useRows(rows, selected)
  const newest = useRef(onSelect)
  newest.current = onSelect
  // rows keep the same handler, so that memo holds
  const select = useCallback((partition: number) => newest.current(partition), [])
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label="Partitions"
      aria-activedescendant={selected === undefined ? undefined : `partition-${selected}`}
      className={style['scroller']}
      onKeyDown={onKeyDown}
    >
      <div className={style['sheet']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <div
              key={row.partition}
              className={style['slot']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LevelRow
                {...shared}
                row={row}
                changes={changes?.get(row.partition)}
                measure={measureOf(row, selected)}
                isSelected={row.partition === selected}
                isFirst={item.index === 0}
                onSelect={select}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Rows of different heights that change with the selection and with trouble. */
function useRows(rows: readonly PartitionRow[], selected: number | undefined) {
  const scroller = useRef<HTMLDivElement>(null)
  const heights = rows.map((r) => rowHeight(r.replicas.length, measureOf(r, selected)))
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => heights[i] ?? 58,
    overscan: 4,
  })
  const key = heights.join()
  const lastKey = useRef(key)
  if (lastKey.current !== key) {
    lastKey.current = key
    virtual.measure()
  }
  const place = indexOf(rows, selected)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place)
    // only when another one is selected: live data must not scroll
  }, [selected])
  return { scroller, virtual }
}

export const indexOf = (rows: readonly PartitionRow[], partition: number | undefined) =>
  rows.findIndex((r) => r.partition === partition)

const measureOf = (row: PartitionRow, selected: number | undefined) =>
  row.partition === selected || stateTone(row.state) === 'bad' ? openRow : calmRow
