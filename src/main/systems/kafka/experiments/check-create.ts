import type { Check } from '../../../../shared/api/experiments.ts'
import { errorName, NONE } from '../wire/errors.ts'
import type { CheckContext } from '../../experiment.ts'
import { KafkaAdmin } from './admin.ts'

/** Asks the cluster what it would say to a new topic of ours; nothing is created. @param replicas −1: the cluster's default */
export async function checkCreate(admin: KafkaAdmin, replicas: number, signal: AbortSignal): Promise<Check> {
  const topic = { name: 'orrery.x.check', partitions: 1, replicas, configs: {} }
  const { error, message } = await admin.tryCreateTopic(topic, signal)
  const what = 'May create a topic'
  if (error === NONE) return { id: 'create', what, is: 'ok', says: 'the cluster would create it' }
  return {
    id: 'create',
    what,
    is: 'refused',
    says: `${errorName(error)}${message === null || message === '' ? '' : `: ${message}`}`,
    fix: 'Grant CREATE, READ, WRITE, DESCRIBE and DELETE on topics, and READ and DELETE on groups, with the prefix orrery.x. to this user.',
  }
}

/** All that an experiment with clients alone needs; grants of groups and transactional ids show when they are first used. */
export async function checkTopics({ connection, signal }: CheckContext): Promise<readonly Check[]> {
  using admin = await KafkaAdmin.open(connection, signal)
  return [await checkCreate(admin, -1, signal)]
}
