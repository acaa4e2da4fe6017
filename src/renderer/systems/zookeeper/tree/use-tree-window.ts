import { useRef, useState } from 'react'
import type { TreeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { useZookeeperView } from '../use-zookeeper-view.ts'

/** Rows asked for at once; the window moves in halves of it. */
const windowRows = 240

/** Where a window begins that holds the rows from `first` on and some before them. */
export const windowStart = (first: number): number =>
  Math.max(0, Math.floor(first / (windowRows / 2)) * (windowRows / 2) - windowRows / 4)

/** The rows around those in sight. The window before stays on screen while the next one is on its way. */
export function useTreeWindow(targetId: string, open: readonly string[], session: string | undefined) {
  const [offset, setOffset] = useState(0)
  const view = useZookeeperView(targetId, 'tree', {
    open: [...open],
    offset,
    limit: windowRows,
    ...(session === undefined ? {} : { session }),
  })
  const last = useRef<TreeData>(undefined)
  if (view.data !== undefined) last.current = view.data
  return { data: last.current, view, offset, setOffset }
}
