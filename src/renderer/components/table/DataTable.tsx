import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, ReactNode, RefObject } from 'react'
import { Empty } from '../Blocks.tsx'
import { classes } from '../classes.ts'
import { nextSort } from './columns.ts'
import type { Column, SortState } from './columns.ts'
import style from './DataTable.module.css'
import { Head } from './Head.tsx'
import { orderRows, rowForKey } from './order.ts'
import { Row } from './Row.tsx'
import { useMarked } from './use-marked.ts'

export const rowHeight = 22
const headHeight = 25

export interface DataTableProps {
  /** What the rows are, for screen readers: "Topics". */
  readonly label: string
  /** New ones when the data are (useMemo by the data): that is how rows know to draw anew. */
  readonly columns: readonly Column[]
  readonly count: number
  /** What a row is called over time: the selection stays with it while rows move. */
  readonly rowKey: (row: number) => string
  /** The filter; a new function when it means something else. */
  readonly matches?: ((row: number) => boolean) | undefined
  readonly firstSort?: SortState
  /** Where the sort order is kept, if not here. */
  readonly sort?: SortState | undefined
  readonly onSort?: (sort: SortState) => void
  readonly selectedKey?: string | undefined
  /** Click or Enter. */
  readonly onOpen?: (row: number) => void
  /** Drawn quietly: left members, silent brokers. */
  readonly isQuiet?: (row: number) => boolean
  /** What a row is of: while two moments are compared, a row whose entity differs is marked before its first cell. */
  readonly entityOf?: ((row: number) => string) | undefined
  /** What stands there when no row does. */
  readonly empty?: ReactNode
  /** As many rows as are shown without scrolling inside; omitted: fills the height it is given. */
  readonly rows?: number
  /** Below this width, px, it scrolls sideways. */
  readonly minWidth?: number
}

/**
 * Rows over columnar data: index in, cells out. Only what is seen exists in the document, so 10,000 live rows cost no
 * more than fifty. ↑ ↓ PageUp PageDown Home End walk, Enter opens.
 */
export function DataTable(props: DataTableProps) {
  const { columns, rowKey, onOpen, isQuiet, entityOf, selectedKey } = props
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const { marks, only, matches } = useMarked(entityOf, props.matches)
  const { order, sort, sortBy } = useOrder(props, matches)
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 8,
  })
  const toPlace = (place: number) => virtual.scrollToIndex(place)
  const { activePlace, onChoose, onKeyDown } = useWalk(scroll, order, props, toPlace)
  useEffect(() => {
    const place = selectedKey === undefined ? -1 : order.findIndex((row) => rowKey(row) === selectedKey)
    if (place >= 0) toPlace(place)
    // only when another row is selected: live data must not scroll
  }, [selectedKey])
  const height = props.rows === undefined ? undefined : fixedHeight(props.rows, order.length)
  return (
    <div
      ref={scroll}
      className={classes(style['scroll'], height !== undefined && style['auto'])}
      style={{ height }}
      role="grid"
      aria-label={props.label}
      aria-rowcount={order.length + 1}
      aria-activedescendant={activePlace < 0 ? undefined : `${id}-${activePlace}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        className={classes(style['sheet'], marks !== undefined && style['compared'])}
        style={sheetStyle(props, virtual.getTotalSize(), marks !== undefined)}
        role="rowgroup"
      >
        <Head columns={columns} sort={sort} onSort={sortBy} only={only} />
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = order[index] ?? 0
          return (
            <Row
              key={index}
              id={`${id}-${index}`}
              {...{ columns, row }}
              place={index}
              top={start}
              isActive={index === activePlace}
              isSelected={selectedKey !== undefined && rowKey(row) === selectedKey}
              isQuiet={isQuiet?.(row) ?? false}
              isCompared={marks !== undefined}
              mark={entityOf && marks?.of(entityOf(row))}
              onChoose={onOpen === undefined ? undefined : onChoose}
            />
          )
        })}
      </div>
      {order.length === 0 && (
        <div className={style['empty']}>
          {only?.isOn === true ? <Empty title="None of these differs." /> : props.empty}
        </div>
      )}
    </div>
  )
}

/** Which rows stand where, and what clicking a head does. */
function useOrder(
  { columns, count, firstSort, sort: given, onSort }: DataTableProps,
  matches: DataTableProps['matches'],
) {
  const [own, setOwn] = useState(firstSort)
  const sort = given ?? own
  const order = useMemo(() => {
    const by = columns.find((column) => column.id === sort?.column)?.sort
    return orderRows(count, matches, by && sort ? { by, descending: sort.descending } : undefined)
  }, [columns, count, matches, sort])
  const sortBy = (column: Column) => {
    const next = nextSort(column, sort)
    setOwn(next)
    onSort?.(next)
  }
  return { order, sort, sortBy }
}

/** The row that the keyboard is at. It is remembered by its key, because rows move as data come. */
function useWalk(
  scroll: RefObject<HTMLDivElement | null>,
  order: Uint32Array,
  { rowKey, onOpen }: DataTableProps,
  toPlace: (place: number) => void,
) {
  const [activeKey, setActiveKey] = useState<string>()
  const activePlace = activeKey === undefined ? -1 : order.findIndex((row) => rowKey(row) === activeKey)
  const keyAt = (place: number) => rowKey(order[place] ?? 0)
  // rows keep the same handler from render to render, so that memo holds
  const choose = useRef((_place: number) => {})
  choose.current = (place) => {
    setActiveKey(keyAt(place))
    const row = order[place]
    if (row !== undefined) onOpen?.(row)
  }
  const onChoose = useCallback((place: number) => choose.current(place), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroll.current) return
    const page = Math.max(1, Math.floor((scroll.current.clientHeight - headHeight) / rowHeight) - 1)
    const next = rowForKey(event.key, activePlace, order.length, page)
    if (event.key === 'Enter' && activePlace >= 0) choose.current(activePlace)
    else if (next === undefined) return
    else {
      setActiveKey(keyAt(next))
      toPlace(next)
    }
    event.preventDefault()
  }
  return { activePlace, onChoose, onKeyDown }
}

function sheetStyle(
  { columns, minWidth }: DataTableProps,
  rowsHeight: number,
  isCompared: boolean,
): CSSProperties {
  const widths = columns.map(({ width }) => width)
  return {
    height: headHeight + rowsHeight,
    minWidth,
    ['--columns' as string]: (isCompared ? withGutter(widths) : widths).join(' '),
  }
}

/** Where rows are marked while two moments are compared: it takes the place of the first column's own inset, px. */
const gutter = 16
const inset = 10

function withGutter([first = '', ...others]: readonly string[]): readonly string[] {
  const narrower = first.endsWith('px') ? `calc(${first} - ${inset}px)` : first
  return [`${gutter}px`, narrower, ...others]
}

function fixedHeight(rows: number, count: number): number {
  return headHeight + Math.min(rows, count || 1) * rowHeight
}
