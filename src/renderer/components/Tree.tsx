import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { classes } from './classes.ts'
import { rowForKey } from './table/order.ts'
import { rowHeight } from './table/DataTable.tsx'
import style from './Tree.module.css'

/** One visible line of a tree; folded children aren't given. */
export interface TreeRow {
  readonly id: string
  /** 0 at the root. */
  readonly depth: number
  readonly label: ReactNode
  /** Undefined: has no children. */
  readonly isOpen: boolean | undefined
  /** What stands beside it, one for each of `columns`. */
  readonly cells?: readonly ReactNode[]
  /** Belongs to what is selected: all that one session owns. */
  readonly isLit?: boolean
}

export interface TreeProps {
  readonly label: string
  readonly rows: readonly TreeRow[]
  /** Tracks of CSS grid beside the label's, and how they are aligned. */
  readonly columns?: readonly { readonly width: string; readonly align?: 'left' | 'right' }[]
  readonly selectedId?: string | undefined
  readonly onSelect: (id: string) => void
  readonly onToggle: (id: string) => void
}

/** A tree of any size: only the lines in sight exist. ← → fold and unfold, ↑ ↓ walk, Enter chooses. */
export function Tree(props: TreeProps) {
  const { rows, selectedId } = props
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const { active, onKeyDown } = useTreeWalk(scroll, props, (index) => virtual.scrollToIndex(index))
  return (
    <div
      ref={scroll}
      className={style['scroll']}
      role="tree"
      aria-label={props.label}
      aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <Line
                key={row.id}
                id={`${id}-${index}`}
                {...{ row, start, props }}
                isSelected={row.id === selectedId}
                isActive={index === active}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

/** The line that the keyboard is at; it follows what is selected from outside. */
function useTreeWalk(
  scroll: RefObject<HTMLDivElement | null>,
  { rows, selectedId, onSelect, onToggle }: TreeProps,
  show: (index: number) => void,
) {
  const [activeId, setActiveId] = useState(selectedId)
  const active = rows.findIndex((row) => row.id === activeId)
  useEffect(() => {
    setActiveId(selectedId)
    const index = rows.findIndex((row) => row.id === selectedId)
    if (index >= 0) show(index)
    // only when another one is selected: a tree that changes must not scroll
  }, [selectedId])
  const goTo = (index: number) => {
    setActiveId(rows[index]?.id)
    show(index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active]
    const page = Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 1
    const next = rowForKey(event.key, active, rows.length, page)
    if (event.key === 'Enter' && row !== undefined) onSelect(row.id)
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
      fold(event.key === 'ArrowRight', rows, active, goTo, onToggle)
    else if (next !== undefined) goTo(next)
    else return
    event.preventDefault()
  }
  return { active, onKeyDown }
}

interface LineProps {
  readonly id: string
  readonly row: TreeRow
  readonly start: number
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly props: TreeProps
}

function Line({ id, row, start, isSelected, isActive, props }: LineProps) {
  const { columns = [], onSelect, onToggle } = props
  const tracks = ['minmax(160px, 1fr)', ...columns.map((column) => column.width)].join(' ')
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-expanded={row.isOpen}
      aria-selected={isSelected}
      className={classes(
        style['row'],
        row.isLit && style['lit'],
        isSelected && style['selected'],
        isActive && style['active'],
      )}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: tracks }}
      onClick={() => onSelect(row.id)}
    >
      <Label row={row} onToggle={onToggle} />
      {columns.map((column, k) => (
        <span key={k} className={column.align === 'right' ? style['right'] : undefined}>
          {row.cells?.[k]}
        </span>
      ))}
    </div>
  )
}

function Label({ row, onToggle }: { readonly row: TreeRow; readonly onToggle: (id: string) => void }) {
  const Icon = row.isOpen === true ? ChevronDown : ChevronRight
  return (
    <span className={style['label']} style={{ paddingLeft: 6 + row.depth * 15 }}>
      {row.isOpen === undefined ? (
        <i className={style['fold']} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={style['fold']}
          aria-label={row.isOpen ? 'Fold' : 'Unfold'}
          onClick={(event) => {
            event.stopPropagation()
            onToggle(row.id)
          }}
        >
          <Icon size={12} />
        </button>
      )}
      {row.label}
    </span>
  )
}

/** → opens, or goes to the first child; ← closes, or goes to the parent. */
function fold(
  isRight: boolean,
  rows: readonly TreeRow[],
  active: number,
  goTo: (index: number) => void,
  onToggle: (id: string) => void,
): void {
  const row = rows[active]
  if (row === undefined) return
  if (row.isOpen === !isRight) onToggle(row.id)
  else if (isRight && row.isOpen === true) goTo(Math.min(rows.length - 1, active + 1))
  else if (!isRight) {
    const parent = rows.findLastIndex((each, index) => index < active && each.depth < row.depth)
    if (parent >= 0) goTo(parent)
  }
}
