import { fault, faultError, op } from '../wire/codes.ts'
import type { WireConnection } from '../wire/connection.ts'
import type { PathList } from '../wire/path-list.ts'
import { pathRequest } from '../wire/requests.ts'
import { BatchSize } from './batch.ts'
import type { TreeBudget } from './budget.ts'
import { readChildren, readZnodes } from './read-batches.ts'
import { readStat, type StatRead } from './stat.ts'
import { addZnode, noZnodes, pathList, type Znodes } from './znode.ts'

/** The tree as one walk found it. */
export interface Walk {
  readonly znodes: Znodes
  /** Nothing below the root was left out for the budget. */
  readonly whole: boolean
  /** Znodes that the ACL keeps from us. */
  readonly hidden: number
}

/**
 * Reads everything below a path, level by level: stat and data of a level, then the children of those that have any.
 * @throws OrreryError `not-found` (the root), `unsupported` before 3.6, or what ended the connection
 */
export async function walk(connection: WireConnection, root: string, budget: TreeBudget): Promise<Walk> {
  const znodes = noZnodes()
  const sizes = { data: new BatchSize(), children: new BatchSize() }
  let level = pathList([root])
  let whole = true
  let hidden = 0
  while (level.length > 0) {
    const { parents, forbidden } = await readLevel(connection, level, root, budget, sizes.data, znodes)
    hidden += forbidden
    level = pathList()
    await readChildren(connection, parents, sizes.children, level)
    const room = Math.max(budget.znodes - znodes.entities.length, 0)
    whole &&= level.length <= room
    level.cut(room)
  }
  return { znodes, whole, hidden }
}

/** @returns those with children, and how many were forbidden */
async function readLevel(
  connection: WireConnection,
  level: PathList,
  root: string,
  budget: TreeBudget,
  size: BatchSize,
  into: Znodes,
): Promise<{ parents: PathList; forbidden: number }> {
  const parents = pathList()
  const forbidden: number[] = []
  const found = (i: number, stat: StatRead, data: string | null) => {
    addZnode(into, level.text(i), stat, data)
    if (stat.hasChildren) parents.addFrom(level, i)
  }
  const missed = (i: number, code: number) => {
    if (code === fault.noAuth) forbidden.push(i)
    // whatever else went away since it was listed; only the root must be there
    else if (level.path(i) === root) throw faultError(code, root)
  }
  await readZnodes(connection, level, size, budget, found, missed)
  const add = async (i: number) =>
    addZnode(into, level.text(i), await readForbidden(connection, level.path(i)), null)
  await Promise.all(forbidden.map(add))
  return { parents, forbidden: forbidden.length }
}

/** Before 3.9 whoever may not read a znode may still ask for its stat, by exists. null: not even that. */
export function readForbidden(connection: WireConnection, path: string): Promise<StatRead | null> {
  return connection.request(op.exists, pathRequest(path), ({ error, body }) =>
    error === 0 ? readStat(body) : null,
  )
}
