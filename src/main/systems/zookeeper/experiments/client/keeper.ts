import type { ActorModule } from '../../../experiment.ts'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { instant, tellSession, type SessionOptions } from './actor-session.ts'
import { createFlags, ZnodeClient } from './znode-client.ts'
import { below } from './places.ts'

export interface KeeperOptions extends SessionOptions {
  /** Path of the znode in which all of a run happens. */
  readonly room: string
}

/** Makes the znode that a run happens in, and looks into it from a session of its own, which takes part in nothing. */
export const keeper: ActorModule = async (options, tell) => {
  const { room, ...session } = options as unknown as KeeperOptions
  const client = await tellSession(session, {}, tell)
  let last = ''
  const look = async (): Promise<Json> => {
    const seats = await seatsOf(client, room)
    const text = JSON.stringify(seats)
    if (text !== last) tell({ what: 'seats', says: '', data: { at: instant(), seats } })
    last = text
    return seats
  }
  return {
    commands: { room: () => makeRoom(session, room), look },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}

async function seatsOf(client: ZnodeClient, room: string): Promise<readonly string[]> {
  return ((await client.children(room, false)) ?? []).toSorted((a, b) => a.localeCompare(b))
}

/**
 * A container: the server itself removes it when its last child is gone, should nobody else. Before 3.5.3 there is none,
 * and such a server hangs up: therefore each attempt has a session of its own.
 * @returns how it was created @throws OrreryError
 */
export async function makeRoom(session: SessionOptions, room: string): Promise<'container' | 'persistent'> {
  const make = async (kind: 'container' | 'persistent') => {
    await using client = await ZnodeClient.open(session, {}, new AbortController().signal)
    if ((await client.create(room, '', createFlags[kind])) === undefined)
      throw new OrreryError('invalid', `${room} exists already`, { fix: 'Clean up the run that left it' })
    return kind
  }
  return make('container').catch((error: unknown) => {
    const isOld = error instanceof OrreryError && (error.code === 'unsupported' || error.code === 'refused')
    if (!isOld) throw error
    return make('persistent')
  })
}

/** Deletes a znode and all below it, also while somebody still creates there. @returns whether it is gone */
export async function removeTree(client: ZnodeClient, path: string): Promise<boolean> {
  const attempts = 5
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (const name of (await client.children(path, false)) ?? []) await removeTree(client, below(path, name))
    if (await client.remove(path)) return true
  }
  return false
}
