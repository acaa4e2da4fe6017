import { useSyncExternalStore } from 'react'
import { liveCell } from '../../../shared/rpc/live.ts'

const cell = liveCell<number | undefined>(undefined)

/** The instant under the pointer: shared, so that all drawings of a page show their value at the same time. */
export function useHover(): number | undefined {
  return useSyncExternalStore(cell.subscribe, cell.current)
}

export function hoverAt(at: number | undefined): void {
  if (at !== cell.current()) cell.set(at)
}

/** The same outside of rendering. */
export function hoverNow(): number | undefined {
  return cell.current()
}
