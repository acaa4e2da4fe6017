import { fault, faultError, op } from '../wire/codes.ts'
import type { WireConnection } from '../wire/connection.ts'
import { pathRequest } from '../wire/requests.ts'
import { BatchSize } from './batch.ts'
import type { TreeBudget } from './budget.ts'
import { readChildren, readZnodes } from './read-batches.ts'
import { kindOf, readStat } from './stat.ts'
import { entityOf, noZnodes, pathOf, type StatFact, type Znodes } from './znode.ts'

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
  let level = [entityOf(root)]
  let whole = true
  let hidden = 0
  while (level.length > 0) {
    const { parents, forbidden } = await readLevel(connection, level, root, budget, sizes.data, znodes)
    hidden += forbidden
    const next = await namesBelow(connection, parents, sizes.children)
    const room = budget.znodes - znodes.entities.length
    whole &&= next.length <= room
    level = next.length <= room ? next : next.slice(0, Math.max(room, 0))
  }
  return { znodes, whole, hidden }
}

/** @returns paths of those with children, and how many were forbidden */
async function readLevel(
  connection: WireConnection,
  level: readonly string[],
  root: string,
  budget: TreeBudget,
  size: BatchSize,
  into: Znodes,
): Promise<{ parents: string[]; forbidden: number }> {
  const paths = level.map(pathOf)
  const parents: string[] = []
  const forbidden: string[] = []
  const found = (i: number, stat: StatFact, data: string | null) => {
    addZnode(into, level[i] ?? '', stat, data)
    if (stat[10] > 0) parents.push(paths[i] ?? '')
  }
  const missed = (i: number, code: number) => {
    if (code === fault.noAuth) forbidden.push(paths[i] ?? '')
    // whatever else went away since it was listed; only the root must be there
    else if (paths[i] === root) throw faultError(code, root)
  }
  await readZnodes(connection, paths, size, budget, found, missed)
  const add = async (path: string) =>
    addZnode(into, entityOf(path), await readForbidden(connection, path), null)
  await Promise.all(forbidden.map(add))
  return { parents, forbidden: forbidden.length }
}

async function namesBelow(
  connection: WireConnection,
  parents: readonly string[],
  size: BatchSize,
): Promise<string[]> {
  const names: string[] = []
  let prefix = ''
  const listed = (i: number) => {
    const parent = parents[i] ?? ''
    prefix = entityOf(parent === '/' ? '/' : `${parent}/`)
  }
  const child = (_: number, name: string) => names.push(prefix + name)
  // what may not be listed, or is gone by now, has no children for us
  await readChildren(connection, parents, size, listed, child, () => undefined)
  return names
}

export function addZnode(into: Znodes, entity: string, stat: StatFact | null, data: string | null): void {
  into.entities.push(entity)
  into.kinds.push(stat === null ? 'unreadable' : kindOf(stat[8]))
  into.stats.push(stat)
  into.data.push(data)
}

/** Before 3.9 whoever may not read a znode may still ask for its stat, by exists. null: not even that. */
export function readForbidden(connection: WireConnection, path: string): Promise<StatFact | null> {
  return connection.request(op.exists, pathRequest(path), ({ error, body }) =>
    error === 0 ? readStat(body.buffer, body.at) : null,
  )
}
