import { fault, faultError, op } from '../wire/codes.ts'
import type { WireConnection, WireReply } from '../wire/connection.ts'
import { pathRequest } from '../wire/requests.ts'
import type { TreeBudget } from './budget.ts'
import { Pace } from './pace.ts'
import { readData } from './read-batches.ts'
import { readStat, type StatRead } from './stat.ts'
import { readForbidden, type Walk } from './walk.ts'
import { addZnode, entityOf, noZnodes } from './znode.ts'

/** Where the user set no limit, a server without multiRead isn't asked more often. */
const gentlePerSecond = 2000
const stepMs = 20

interface Read {
  readonly stat: StatRead
  readonly data: string | null
}

/**
 * The tree of a server before 3.6, which knows neither multiRead nor recursive watches: one getData and, where there
 * are children, one getChildren a znode, never more of them a second than allowed.
 * @throws OrreryError `not-found` (the root), or what ended the connection
 */
export async function slowWalk(
  connection: WireConnection,
  root: string,
  budget: TreeBudget,
  perSecond: number,
): Promise<Walk> {
  const pace = new Pace(perSecond === 0 ? gentlePerSecond : perSecond)
  const znodes = noZnodes()
  const queue = [root]
  let whole = true
  let hidden = 0
  const visit = async (path: string) => {
    const read = await connection.request(op.getData, pathRequest(path), (reply) =>
      readZnode(reply, path, root, budget),
    )
    if (read === 'gone') return
    if (read === 'forbidden') {
      hidden++
      addZnode(znodes, entityOf(path), await readForbidden(connection, path), null)
      return
    }
    addZnode(znodes, entityOf(path), read.stat, read.data)
    if (read.stat.hasChildren) queue.push(...(await childrenOf(connection, path)))
  }
  while (queue.length > 0) {
    const room = budget.znodes - znodes.entities.length
    if (room <= 0) {
      whole = false
      break
    }
    const batch = queue.splice(0, Math.min(pace.take(queue.length), room))
    await (batch.length === 0
      ? new Promise((resolve) => setTimeout(resolve, stepMs))
      : Promise.all(batch.map(visit)))
  }
  return { znodes, whole, hidden }
}

function readZnode(
  { error, body }: WireReply,
  path: string,
  root: string,
  budget: TreeBudget,
): Read | 'gone' | 'forbidden' {
  if (error === fault.noAuth) return 'forbidden'
  if (error === fault.noNode && path !== root) return 'gone'
  if (error !== 0) throw faultError(error, path)
  const data = readData(body, budget)
  return { stat: readStat(body), data }
}

async function childrenOf(connection: WireConnection, path: string): Promise<string[]> {
  const prefix = path === '/' ? '/' : `${path}/`
  return connection.request(op.getChildren, pathRequest(path), ({ error, body }) => {
    const paths: string[] = []
    if (error === 0) body.strings((name) => paths.push(prefix + name))
    return paths
  })
}
