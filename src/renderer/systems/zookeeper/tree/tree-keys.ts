/** The visible rows of a tree, as far as the keyboard needs them. */
export interface WalkedRows {
  readonly path: readonly string[]
  readonly open: readonly boolean[]
  readonly children: ArrayLike<number>
}

export type TreeMove =
  | { readonly is: 'select'; readonly path: string }
  | { readonly is: 'fold'; readonly path: string; readonly isOpen: boolean }

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }

/** ↑ ↓ walk, → unfolds or enters, ← folds or goes to the parent. Undefined: the key means nothing here. */
export function treeMove(key: string, rows: WalkedRows, selected: string | undefined): TreeMove | undefined {
  const row = selected === undefined ? -1 : rows.path.indexOf(selected)
  const at = (index: number): TreeMove | undefined => {
    const path = rows.path[Math.max(0, Math.min(rows.path.length - 1, index))]
    return path === undefined ? undefined : { is: 'select', path }
  }
  const step = steps[key]
  if (step !== undefined) return row < 0 ? at(0) : at(row + step)
  const path = rows.path[row]
  if (path === undefined) return undefined
  const isOpen = rows.open[row] === true
  if (key === 'ArrowRight') return unfold(path, isOpen, (rows.children[row] ?? 0) > 0, () => at(row + 1))
  if (key !== 'ArrowLeft') return undefined
  if (isOpen) return { is: 'fold', path, isOpen: false }
  return path === '/' ? undefined : { is: 'select', path: path.slice(0, path.lastIndexOf('/')) || '/' }
}

function unfold(path: string, isOpen: boolean, hasChildren: boolean, enter: () => TreeMove | undefined) {
  if (!hasChildren) return undefined
  return isOpen ? enter() : ({ is: 'fold', path, isOpen: true } as const)
}
