import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Resource } from '../../../../shared/api/experiments.ts'
import type { Cleaner } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { KafkaAdmin } from './admin.ts'
import { deleteGroup, listGroups } from './group-admin.ts'

/**
 * Topics and groups, by the prefix of their names. Transactional ids can't be deleted: Kafka itself forgets them after
 * transactional.id.expiration.ms (7 days unless set), so they are no resource that a run lists as left over.
 */
export async function openCleaner(connection: Connection, signal: AbortSignal): Promise<Cleaner> {
  const admin = await KafkaAdmin.open(connection, signal)
  return {
    list: (prefix, under) => listAll(admin, prefix, under),
    remove: (resource, under) => remove(admin, resource, under),
    [Symbol.asyncDispose]: () => {
      admin[Symbol.dispose]()
      return Promise.resolve()
    },
  }
}

/** Groups first: they go before the topics that they read. */
async function listAll(admin: KafkaAdmin, prefix: string, signal: AbortSignal): Promise<readonly Resource[]> {
  const groups = await listGroups(admin, prefix, signal)
  const { topics } = await admin.seeAll(signal)
  return [
    ...groups.map(({ id }) => ({ kind: 'group', name: id })),
    ...topics.filter(({ name }) => name.startsWith(prefix)).map(({ name }) => ({ kind: 'topic', name })),
  ]
}

async function remove(admin: KafkaAdmin, { kind, name }: Resource, signal: AbortSignal): Promise<void> {
  if (kind === 'topic') return admin.deleteTopic(name, signal)
  if (kind === 'group') return deleteGroup(admin, name, signal)
  throw new OrreryError('invalid', `Kafka’s experiments make nothing of the kind “${kind}”`)
}
