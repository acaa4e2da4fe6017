import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { TreeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { Failed, Loading } from '../../../components/Blocks.tsx'
import { useZookeeperView } from '../use-zookeeper-view.ts'
import { parentOf } from './paths.ts'
import style from './tree.module.css'
import { ZnodeRow } from './ZnodeRow.tsx'

export interface TreeRowsProps {
  readonly targetId: string
  readonly open: readonly string[]
  readonly onFold: (path: string, isOpen: boolean) => void
  readonly session: string | undefined
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
  readonly onData: (data: TreeData) => void
}

const rowPx = 22
/** Rows asked for at once; the window moves in halves of it. */
const windowRows = 240

/** The unfolded tree. Only the rows in sight are asked for, so a million znodes cost as much as a hundred. */
export function TreeRows(props: TreeRowsProps) {
  const { targetId, open, session, selected, onSelect, onFold, onData } = props
  const scroller = useRef<HTMLDivElement>(null)
  const total = useRef(0)
  const virtual = useVirtualizer({
    count: total.current,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  })
  const first = virtual.range?.startIndex ?? 0
  const offset = Math.max(0, Math.floor(first / (windowRows / 2)) * (windowRows / 2) - windowRows / 4)
  const view = useZookeeperView(targetId, 'tree', {
    open: [...open],
    offset,
    limit: windowRows,
    ...(session === undefined ? {} : { session }),
  })
  // The window before stays on screen while the next one is on its way.
  const last = useRef<TreeData>(undefined)
  if (view.data !== undefined) last.current = view.data
  const data = last.current
  total.current = data?.total ?? 0
  useEffect(() => {
    if (view.data !== undefined) onData(view.data)
  }, [view.data, onData])
  if (data === undefined)
    return view.error === undefined ? (
      <Loading />
    ) : (
      <Failed title="The tree can’t be shown" error={view.error} />
    )
  const row = data.path.indexOf(selected ?? '')
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }[event.key]
    const isOpen = data.open[row] === true
    if (step !== undefined) {
      const next = row < 0 ? 0 : Math.max(0, Math.min(data.path.length - 1, row + step))
      const path = data.path[next]
      if (path !== undefined) onSelect(path)
      virtual.scrollToIndex(next + data.offset)
    } else if (event.key === 'ArrowRight' && row >= 0 && !isOpen && (data.children[row] ?? 0) > 0)
      onFold(data.path[row] ?? '', true)
    else if (event.key === 'ArrowLeft' && isOpen) onFold(data.path[row] ?? '', false)
    else if (event.key === 'ArrowLeft' && selected !== undefined) onSelect(parentOf(selected))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label="Znodes"
      aria-activedescendant={selected === undefined ? undefined : `znode-${selected}`}
      className={style['scroller']}
      onKeyDown={onKeyDown}
    >
      <div className={style['sheet']} style={{ height: data.total * rowPx }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.index}
            className={style['slot']}
            style={{ transform: `translateY(${item.index * rowPx}px)` }}
          >
            <TreeRow
              data={data}
              index={item.index - data.offset}
              selected={selected}
              readAt={view.sampledAt ?? NaN}
              onSelect={onSelect}
              onFold={onFold}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

function TreeRow({
  data,
  index,
  selected,
  readAt,
  onSelect,
  onFold,
}: Pick<TreeRowsProps, 'selected' | 'onSelect' | 'onFold'> & {
  readonly data: TreeData
  readonly index: number
  readonly readAt: number
}) {
  const path = data.path[index]
  if (path === undefined) return <div className={style['row']} />
  return (
    <ZnodeRow
      path={path}
      label={path === '/' ? '/' : (data.name[index] ?? path)}
      depth={data.depth[index] ?? 0}
      kind={data.kind[index] ?? 'unreadable'}
      isSequential={data.sequential[index] === true}
      children={data.children[index] ?? NaN}
      bytes={data.bytes[index] ?? NaN}
      owner={data.owner[index] ?? null}
      isOpen={data.open[index] === true}
      isLit={data.lit[index] === true}
      isSelected={path === selected}
      readAt={readAt}
      onSelect={onSelect}
      onFold={onFold}
    />
  )
}
