import { OrreryError } from '../../../../../shared/base/errors.ts'
import { isAmong, slotOf } from '../../../../../shared/systems/redis-slots.ts'
import { myselfOf, type OpenSlot, parseClusterNodes } from '../../ask/cluster-nodes.ts'
import { findMasters, type Master } from './masters.ts'
import type { NodeClients } from './node-client.ts'
import type { Reach } from './reach.ts'
import { SlotMover } from './slot-mover.ts'
import type { BorrowedSlot } from './tags.ts'

/** What a master itself says of the slot. */
interface Word {
  readonly master: Master
  readonly isOwner: boolean
  readonly open: OpenSlot | undefined
}

/**
 * Ends the move of a slot wherever it stands: its keys go home, then its ownership, then the marks. Done when every
 * master says so. @throws OrreryError
 */
export async function giveBack(
  { tag, homeId }: BorrowedSlot,
  reach: Reach,
  clients: NodeClients,
  signal: AbortSignal,
): Promise<void> {
  const slot = slotOf(tag)
  const { all } = await findMasters(reach, clients, signal)
  const home = all.find(({ id }) => id === homeId)
  if (home === undefined)
    throw new OrreryError('not-found', `Slot ${slot} came from node ${homeId}, which is no master any more`, {
      fix: `redis-cli --cluster fix closes what is open of slot ${slot}.`,
    })
  const mover = new SlotMover(slot, clients, reach.credentials)
  const words = await wordsOf(all, slot, clients, signal)
  const owner = words.find(({ isOwner }) => isOwner)?.master ?? home
  const strangers = words.filter(({ open, master }) => open !== undefined && master !== home)
  const givers = [...new Set([...strangers.map(({ master }) => master), ...(owner === home ? [] : [owner])])]
  if (owner !== home) await mover.open(owner, home, signal)
  // while it is still giving the slot away it would send who brings a key back to where that comes from
  else if (words.some(({ master, open }) => master === home && open !== undefined))
    await mover.stable(home, signal)
  for (const giver of givers) await mover.migrateAll(giver, home, signal)
  if (owner !== home) await mover.assign(home, without(all, home), signal)
  for (const { master } of strangers) await mover.stable(master, signal)
  proveBack(await wordsOf(all, slot, clients, signal), slot, home)
}

function without(all: readonly Master[], one: Master): readonly Master[] {
  return all.filter((master) => master !== one)
}

function wordsOf(
  all: readonly Master[],
  slot: number,
  clients: NodeClients,
  signal: AbortSignal,
): Promise<readonly Word[]> {
  return Promise.all(
    all.map(async (master) => {
      const client = await clients.to(master.address, signal)
      const text = String(await client.ask(['CLUSTER', 'NODES'], signal))
      const myself = myselfOf(parseClusterNodes(text, master.address))
      const open = myself?.open.find((each) => each.slot === slot)
      return { master, isOwner: isAmong(myself?.runs ?? [], slot), open }
    }),
  )
}

/** @throws OrreryError `refused` while a master says otherwise: what is told travels for a while */
function proveBack(words: readonly Word[], slot: number, home: Master): void {
  const wrong = words.find(({ master, isOwner, open }) => open !== undefined || isOwner !== (master === home))
  if (wrong === undefined) return
  throw new OrreryError(
    'refused',
    `Slot ${slot} is not yet back at ${home.address}: ${wrong.master.address} says otherwise`,
  )
}
