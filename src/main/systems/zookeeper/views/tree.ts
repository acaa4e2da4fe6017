import type { TreeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { treeReach } from './overview.ts'
import { list } from '../../base/reading.ts'
import { childPath, treeIndex, type TreeIndex } from './tree-index.ts'
import { kindAt, znodeRows } from './znode-rows.ts'

const defaultLimit = 200

export const tree: View = {
  run: (look, args): { [key: string]: unknown } => ({
    ...treeOf(look, {
      open: list(args['open']).map(String),
      offset: typeof args['offset'] === 'number' ? args['offset'] : 0,
      limit: typeof args['limit'] === 'number' ? args['limit'] : defaultLimit,
      session: typeof args['session'] === 'string' ? args['session'] : undefined,
    }),
  }),
}

interface TreeArgs {
  readonly open: readonly string[]
  readonly offset: number
  readonly limit: number
  readonly session: string | undefined
}

function treeOf(look: Look, { open, offset, limit, session }: TreeArgs): TreeData {
  const reach = treeReach(look)
  const index = treeIndex(look)
  const unfolded = new Set([...open, reach.chroot])
  const window = new Window(offset, limit)
  if (kindAt(look, reach.chroot) !== undefined) unfold(index, unfolded, reach.chroot, 0, window)
  const { paths, depths, total } = window
  const rows = znodeRows(look, paths)
  return {
    ...rows,
    reach,
    asOf: look.moment.sampledAt,
    root: reach.chroot,
    total,
    offset,
    depth: depths,
    open: paths.map((path) => unfolded.has(path)),
    lit: rows.owner.map((owner) => session !== undefined && owner === session),
  }
}

/** Takes the visible rows in order, and keeps those that were asked for. */
class Window {
  readonly paths: string[] = []
  readonly depths: number[] = []
  total = 0
  readonly #offset: number
  readonly #limit: number

  constructor(offset: number, limit: number) {
    this.#offset = offset
    this.#limit = limit
  }

  add(path: string, depth: number): void {
    const place = this.total++ - this.#offset
    if (place < 0 || place >= this.#limit) return
    this.paths.push(path)
    this.depths.push(depth)
  }
}

function unfold(
  index: TreeIndex,
  unfolded: ReadonlySet<string>,
  path: string,
  depth: number,
  into: Window,
): void {
  into.add(path, depth)
  if (!unfolded.has(path)) return
  for (const name of index.childrenOf(path)) unfold(index, unfolded, childPath(path, name), depth + 1, into)
}
