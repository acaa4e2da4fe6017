import type { Check } from '../../../../shared/api/experiments.ts'
import { grant } from '../grants.ts'
import { errorName, NONE } from '../wire/errors.ts'
import type { KafkaAdmin } from './admin.ts'

/** Never created: the cluster is only asked what it would say. */
export const NAME = 'orrery.x.check'
/** For `kafka-acls`: all names that begin so. */
export const PREFIXED = '--resource-pattern-type prefixed'

const operations = ['Create', 'Describe', 'Write', 'Read', 'Delete'] as const

/**
 * Asks the cluster what it would say to a new topic of ours; nothing is created.
 * @param size replicas −1: the cluster's default @param user null: nobody in particular
 */
export async function checkCreate(
  admin: KafkaAdmin,
  size: { readonly partitions: number; readonly replicas: number },
  user: string | null,
  signal: AbortSignal,
): Promise<Check> {
  const check = { id: 'create', what: 'A topic may be created' }
  const { error, message } = await admin.tryCreateTopic({ name: NAME, ...size, configs: {} }, signal)
  if (error === NONE)
    return { ...check, is: 'ok', says: 'Tried with validate_only: the cluster would create it' }
  const says = `${errorName(error)}${message === null || message === '' ? '' : `: ${message}`}`
  const fix = operations
    .map((operation) => grant(operation, `--topic orrery.x. ${PREFIXED}`, user))
    .join('\n')
  return { ...check, is: 'refused', says, fix }
}
