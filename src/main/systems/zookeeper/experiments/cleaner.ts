import type { Resource } from '../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Cleaner } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { removeTree } from './client/keeper.ts'
import { below, rootOf, sessionOf } from './client/places.ts'
import { ZnodeClient } from './client/znode-client.ts'

const sessionTimeoutMs = 10_000

/**
 * Finds what experiments made by the names below the target's chroot. Each call has a session of its own: a cleaner may be kept
 * for long, and a lost line must not stop it.
 */
export function znodeCleaner(connection: Connection): Cleaner {
  const root = rootOf(connection)
  const open = (signal: AbortSignal) =>
    ZnodeClient.open(sessionOf(connection, 0, sessionTimeoutMs), {}, signal)
  return {
    async list(prefix, signal): Promise<readonly Resource[]> {
      await using client = await open(signal)
      // another member may have made it: what is committed is to be seen
      await client.sync(root)
      const names = (await client.children(root, false)) ?? []
      return names.filter((name) => name.startsWith(prefix)).map((name) => ({ kind: 'znode', name }))
    },
    async remove({ name }, signal) {
      await using client = await open(signal)
      const path = below(root, name)
      if (await removeTree(client, path)) return
      throw new OrreryError('refused', `${path} could not be removed: something goes on creating below it`, {
        fix: 'End what creates there, then clean up again',
      })
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
