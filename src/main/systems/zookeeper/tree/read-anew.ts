import { fault } from '../wire/codes.ts'
import type { FactColumn } from '../../sample.ts'
import type { WireConnection } from '../wire/connection.ts'
import { BatchSize } from './batch.ts'
import type { TreeBudget } from './budget.ts'
import type { KnownZnodes } from './known.ts'
import { znodeFacts } from './known.ts'
import { readZnodes } from './read-batches.ts'
import type { StatRead } from './stat.ts'
import { readForbidden } from './walk.ts'
import { addZnode, entityOf, noZnodes, pathList } from './znode.ts'

/**
 * What changed, as facts: `stale` paths are read, `gone` ones lose their facts. What is new above the budget stays out.
 * Updates what is known.
 */
export async function readAnew(
  connection: WireConnection,
  stale: readonly string[],
  gone: readonly string[],
  known: KnownZnodes,
  budget: TreeBudget,
): Promise<readonly FactColumn[]> {
  const changed = noZnodes()
  const forbidden: string[] = []
  const lose = (entity: string) => {
    if (!known.remove(entity)) return
    changed.entities.push(entity)
    changed.kinds.push(null)
    changed.stats.push(null)
    changed.data.push(null)
  }
  const keep = (path: string, stat: StatRead | null, data: string | null) => {
    const entity = entityOf(path)
    known.put(entity, data)
    addZnode(changed, entity, stat, data)
  }
  for (const path of gone) lose(entityOf(path))
  const wanted = stale.filter((path) => known.mayHold(entityOf(path)))
  const found = (i: number, stat: StatRead, data: string | null) => keep(wanted[i] ?? '', stat, data)
  const missed = (i: number, code: number) => {
    const path = wanted[i] ?? ''
    if (code === fault.noAuth) forbidden.push(path)
    else lose(entityOf(path))
  }
  await readZnodes(connection, pathList(wanted), new BatchSize(), budget, found, missed)
  await Promise.all(forbidden.map(async (path) => keep(path, await readForbidden(connection, path), null)))
  return znodeFacts(changed, false)
}
