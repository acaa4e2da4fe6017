import type { Resource } from '../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import { slotOf } from '../../../../shared/systems/redis-slots.ts'
import type { Cleaner } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { giveBack } from './client/give-back.ts'
import { findMasters, masterOf } from './client/masters.ts'
import { type NodeClient, NodeClients } from './client/node-client.ts'
import { type Reach, reachOf } from './client/reach.ts'
import { redirectionIn } from './client/redirection.ts'
import { borrowedIn } from './client/tags.ts'

/** Keys of one SCAN: less than a millisecond of a server's time. */
const scanned = 1000
/** More than these are not walked through, three times a run: about a second of each server. */
const mostKeys = 1_000_000

/**
 * Finds what experiments made by walking through the keys of every master. Each call has connections of its own: a
 * cleaner may be kept for long, and a lost line must not stop it.
 */
export function redisCleaner(connection: Connection): Cleaner {
  const reach = reachOf(connection)
  return {
    async list(prefix, signal): Promise<readonly Resource[]> {
      using clients = new NodeClients(reach)
      const { all } = await findMasters(reach, clients, signal)
      const names = await Promise.all(
        all.map(async ({ address }) => keysOf(await clients.to(address, signal), prefix, signal)),
      )
      return [...new Set(names.flat())].map((name) => ({ kind: 'key', name }))
    },
    async remove({ kind, name }, signal) {
      using clients = new NodeClients(reach)
      const borrowed = kind === 'slot' ? borrowedIn(name) : undefined
      if (borrowed !== undefined) return giveBack(borrowed, reach, clients, signal)
      await unlink(name, reach, clients, signal)
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** SCAN, not KEYS: the server answers others in between. @throws OrreryError `unsupported` where there are too many */
async function keysOf(client: NodeClient, prefix: string, signal: AbortSignal): Promise<readonly string[]> {
  const size = Number(await client.ask(['DBSIZE'], signal))
  if (size > mostKeys)
    throw new OrreryError(
      'unsupported',
      `${client.address} holds ${formatNumber(size)} keys: to prove that nothing is left, all of them would be walked through`,
      { fix: `Try it on a deployment of at most ${formatNumber(mostKeys)} keys a server, or in the lab.` },
    )
  const found: string[] = []
  let cursor = '0'
  do {
    const reply = await client.ask(['SCAN', cursor, 'MATCH', `*${prefix}*`, 'COUNT', String(scanned)], signal)
    const [next, names] = Array.isArray(reply) ? reply : []
    cursor = String(next ?? '0')
    if (Array.isArray(names)) found.push(...names.map(String))
  } while (cursor !== '0')
  // its own braces may stand before it
  return found.filter((name) => name.replace(/^\{/, '').startsWith(prefix))
}

/** At its owner, and where that one says that the key is: a slot may still be on the move. */
async function unlink(name: string, reach: Reach, clients: NodeClients, signal: AbortSignal): Promise<void> {
  const masters = await findMasters(reach, clients, signal)
  let client = await clients.to(masterOf(masters, slotOf(name)).address, signal)
  for (let hops = 0; hops < 4; hops++) {
    const answer = await client.answer(['UNLINK', name], signal)
    if ('reply' in answer) return
    const redirection = redirectionIn(answer.error)
    if (redirection === undefined) throw new OrreryError('refused', `UNLINK ${name}: ${answer.error}`)
    client = await clients.to(redirection.address, signal)
    if (redirection.is === 'ASK') await client.ask(['ASKING'], signal)
  }
  throw new OrreryError('refused', `UNLINK ${name} is sent from node to node`)
}
