import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { TreeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { Failed, Loading } from '../../../components/Blocks.tsx'
import { treeMove } from './tree-keys.ts'
import style from './tree.module.css'
import { useTreeWindow, windowStart } from './use-tree-window.ts'
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

/** The unfolded tree. Only the rows in sight are asked for, so a million znodes cost as much as a hundred. */
export function TreeRows(props: TreeRowsProps) {
  const { data, view, offset, setOffset } = useTreeWindow(props.targetId, props.open, props.session)
  const { onData } = props
  useEffect(() => {
    if (view.data !== undefined) onData(view.data)
  }, [view.data, onData])
  if (data !== undefined)
    return (
      <Window {...props} data={data} readAt={view.sampledAt ?? NaN} offset={offset} onOffset={setOffset} />
    )
  return view.error === undefined ? (
    <Loading />
  ) : (
    <Failed title="The tree can’t be shown" error={view.error} />
  )
}

interface WindowProps extends TreeRowsProps {
  readonly data: TreeData
  readonly readAt: number
  readonly offset: number
  readonly onOffset: (offset: number) => void
}

function Window({ data, readAt, offset, onOffset, selected, onSelect, onFold }: WindowProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: data.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  })
  const wanted = windowStart(virtual.range?.startIndex ?? 0)
  useEffect(() => {
    if (wanted !== offset) onOffset(wanted)
  }, [wanted, offset, onOffset])
  const place = selected === undefined ? -1 : data.path.indexOf(selected)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place + data.offset)
    // only when another one is selected, or it came into the window: a tree that changes must not scroll
  }, [selected, place >= 0])
  const onKeyDown = (event: KeyboardEvent) => {
    const move = treeMove(event.key, data, selected)
    if (move === undefined) return
    if (move.is === 'select') onSelect(move.path)
    else onFold(move.path, move.isOpen)
    event.preventDefault()
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
        {virtual.getVirtualItems().map(({ index }) => (
          <div key={index} className={style['slot']} style={{ transform: `translateY(${index * rowPx}px)` }}>
            <TreeRow {...{ data, selected, readAt, onSelect, onFold }} index={index - data.offset} />
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
