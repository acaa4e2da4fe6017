import { setTimeout as pause } from 'node:timers/promises'
import type { ActorModule, Told } from '../../../experiment.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import {
  type WatchEntries,
  type WatchPlan,
  watchPlan,
} from '../../../../../shared/systems/zookeeper-watches.ts'
import { instant, tellSession, type SessionOptions } from '../client/actor-session.ts'
import { makeRoom } from '../client/keeper.ts'
import { below } from '../client/places.ts'
import { createFlags, type ZnodeClient } from '../client/znode-client.ts'

export interface WriterOptions extends SessionOptions {
  /** Path of the znode in which all of a run happens. */
  readonly room: string
}

export const watchedName = 'config'
/** How many znodes the changes go round below a recursive watch. */
const itemCount = 3

/** Makes the changes that the reader is to hear of. */
export const writer: ActorModule = async (options, tell) => {
  const { room, ...session } = options as unknown as WriterOptions
  const client = await tellSession(session, {}, tell)
  const at = (znode: string) => below(room, znode)
  return {
    commands: {
      room: async (arg) => {
        const { variant } = watchPlan(arg as Record<string, number | string>)
        const kind = await makeRoom(session, room)
        // what is to have children can't be ephemeral
        const hasChildren = variant === 'child' || variant === 'recursive'
        await client.create(at(watchedName), '0', hasChildren ? createFlags[kind] : createFlags.ephemeral)
        return kind
      },
      write: async (arg) => {
        const plan = watchPlan(arg as Record<string, number | string>)
        await writeAll(client, plan, at, tell)
        return null
      },
      states: async (arg) => statesOf(client, watchPlan(arg as Record<string, number | string>), at, tell),
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}

async function writeAll(
  client: ZnodeClient,
  plan: WatchPlan,
  at: (znode: string) => string,
  tell: (told: Told) => void,
): Promise<void> {
  const began = performance.now()
  const open: Promise<void>[] = []
  for (let change = 1; change <= plan.writes; change++) {
    const dueInMs = began + (change - 1) * plan.everyMs - performance.now()
    if (dueInMs > 0) await pause(dueInMs)
    open.push(writeOne(client, actOf(plan, change), at, tell))
  }
  await Promise.all(open)
}

type Act = Pick<WatchEntries['wrote'], 'change' | 'znode' | 'of' | 'how'>

/** What the n-th change is. Every value is the number of its change. */
export function actOf({ variant }: WatchPlan, change: number): Act {
  if (variant === 'child')
    return { change, znode: `${watchedName}/item-${change}`, of: watchedName, how: 'create' }
  if (variant !== 'recursive') return { change, znode: watchedName, of: watchedName, how: 'setData' }
  const znode = `${watchedName}/item-${(change - 1) % itemCount}`
  return { change, znode, of: znode, how: change <= itemCount ? 'create' : 'setData' }
}

async function writeOne(
  client: ZnodeClient,
  act: Act,
  at: (znode: string) => string,
  tell: (told: Told) => void,
): Promise<void> {
  const { change, znode, how } = act
  const sentAt = instant()
  const data = String(change)
  const zxid =
    how === 'create'
      ? (await client.create(at(znode), data, createFlags.ephemeral))?.zxid
      : await client.setData(at(znode), data)
  const says = how === 'create' ? `create -e ${znode}` : `setData ${znode} ← ${change}`
  tell({ what: 'wrote', says, data: { ...act, zxid: zxid ?? '', sentAt, at: instant() } })
}

/** How things stand in the end, each znode by the number of its last change. */
async function statesOf(
  client: ZnodeClient,
  plan: WatchPlan,
  at: (znode: string) => string,
  tell: (told: Told) => void,
): Promise<Json> {
  const states: Record<string, number> = {}
  const names = (await client.children(at(watchedName), false)) ?? []
  if (plan.variant === 'child') states[watchedName] = names.length
  else {
    const znodes =
      plan.variant === 'recursive' ? names.map((name) => `${watchedName}/${name}`) : [watchedName]
    for (const znode of znodes) states[znode] = Number((await client.data(at(znode), false))?.text)
  }
  tell({ what: 'stands', says: standsSays(states), data: { states, at: instant() } })
  return states
}

function standsSays(states: Readonly<Record<string, number>>): string {
  const all = Object.entries(states).map(([znode, state]) => `${znode} by change ${state}`)
  return `In the ensemble: ${all.join(', ')}`
}
