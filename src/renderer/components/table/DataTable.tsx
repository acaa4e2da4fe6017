import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { classes } from '../classes.ts'
import { nextSort } from './columns.ts'
import type { Column, SortState } from './columns.ts'
import style from './DataTable.module.css'
import { Head } from './Head.tsx'
import { orderRows, rowForKey } from './order.ts'
import { Row } from './Row.tsx'

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
  const { columns, count, rowKey, matches, onOpen, onSort, isQuiet } = props
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const [ownSort, setOwnSort] = useState(props.firstSort)
  const [activeKey, setActiveKey] = useState<string>()
  const sort = props.sort ?? ownSort
  const order = useMemo(() => {
    const by = columns.find((column) => column.id === sort?.column)?.sort
    return orderRows(count, matches, by && sort ? { by, descending: sort.descending } : undefined)
  }, [columns, count, matches, sort])
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 8,
  })
  const keyAt = (place: number) => rowKey(order[place] ?? 0)
  const activePlace = activeKey === undefined ? -1 : order.findIndex((row) => rowKey(row) === activeKey)

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
    if (event.key === 'Enter' && activePlace >= 0) choose.current(activePlace)
    else {
      const page = Math.max(1, Math.floor((scroll.current.clientHeight - headHeight) / rowHeight) - 1)
      const next = rowForKey(event.key, activePlace, order.length, page)
      if (next === undefined) return
      setActiveKey(keyAt(next))
      virtual.scrollToIndex(next)
    }
    event.preventDefault()
  }
  const toSelected = props.selectedKey
  useEffect(() => {
    const place = toSelected === undefined ? -1 : order.findIndex((row) => rowKey(row) === toSelected)
    if (place >= 0) virtual.scrollToIndex(place)
    // only when another row is selected: live data must not scroll
  }, [toSelected])

  const sheet: CSSProperties = {
    height: headHeight + virtual.getTotalSize(),
    minWidth: props.minWidth,
    ['--columns' as string]: columns.map((column) => column.width).join(' '),
  }
  const fixed =
    props.rows === undefined
      ? undefined
      : { height: headHeight + Math.min(props.rows, order.length || 1) * rowHeight }
  return (
    <div
      ref={scroll}
      className={classes(style['scroll'], fixed !== undefined && style['auto'])}
      style={fixed}
      role="grid"
      aria-label={props.label}
      aria-rowcount={order.length + 1}
      aria-activedescendant={activePlace < 0 ? undefined : `${id}-${activePlace}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={style['sheet']} style={sheet} role="rowgroup">
        <Head
          columns={columns}
          sort={sort}
          onSort={(column) => {
            const next = nextSort(column, sort)
            setOwnSort(next)
            onSort?.(next)
          }}
        />
        {virtual.getVirtualItems().map((item) => {
          const row = order[item.index] ?? 0
          return (
            <Row
              key={item.index}
              id={`${id}-${item.index}`}
              columns={columns}
              row={row}
              place={item.index}
              top={item.start}
              isActive={item.index === activePlace}
              isSelected={toSelected !== undefined && rowKey(row) === toSelected}
              isQuiet={isQuiet?.(row) ?? false}
              onChoose={onOpen === undefined ? undefined : onChoose}
            />
          )
        })}
      </div>
      {order.length === 0 && <div className={style['empty']}>{props.empty}</div>}
    </div>
  )
}
