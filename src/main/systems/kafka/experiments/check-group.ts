import type { Check } from '../../../../shared/api/experiments.ts'
import { grant } from '../grants.ts'
import { errorName, NONE } from '../wire/errors.ts'
import type { KafkaAdmin } from './admin.ts'
import {
  decodeGroupOperations,
  DELETE_BIT,
  encodeGroupOperations,
  groupOperationsApi,
  READ_BIT,
} from './ask/groups.ts'
import { NAME, PREFIXED } from './check-create.ts'

const GROUP_AUTHORIZATION_FAILED = 30
const NOT_ASKED =
  'No __consumer_offsets is seen: no group was ever joined here, or it may not be described. To ask would create it; the first member will show what is granted'

/** What a member of ours needs of its group, asked of one that doesn't exist. */
export async function checkGroup(
  admin: KafkaAdmin,
  user: string | null,
  signal: AbortSignal,
): Promise<Check> {
  const check = { id: 'group', what: 'A group may be joined and deleted' }
  const fix = ['Read', 'Delete'].map((operation) => grant(operation, `--group orrery.x. ${PREFIXED}`, user))
  try {
    if (!(await seesOffsets(admin, signal)))
      return { ...check, is: 'unknown', says: NOT_ASKED, fix: fix.join('\n') }
    const { error, operations } = await admin.askCoordinator(
      { key: NAME, type: 'group' },
      groupOperationsApi,
      () => encodeGroupOperations(NAME),
      ({ body }) => decodeGroupOperations(body),
      signal,
    )
    const missing = [
      ...((operations & READ_BIT) === 0 ? ['READ'] : []),
      ...((operations & DELETE_BIT) === 0 ? ['DELETE'] : []),
    ]
    if (error === NONE && missing.length === 0)
      return { ...check, is: 'ok', says: 'READ and DELETE are granted' }
    const says = error === NONE ? `${missing.join(' and ')} missing` : errorName(error)
    return { ...check, is: 'refused', says, fix: fix.join('\n') }
  } catch (thrown) {
    signal.throwIfAborted()
    const is = isGroupRefusal(thrown) ? 'refused' : 'unknown'
    return {
      ...check,
      is,
      says: thrown instanceof Error ? thrown.message : String(thrown),
      fix: fix.join('\n'),
    }
  }
}

/** Asking for a coordinator would create the topic where groups are kept: a check creates nothing. */
async function seesOffsets(admin: KafkaAdmin, signal: AbortSignal): Promise<boolean> {
  const { topics } = await admin.see(signal, ['__consumer_offsets'])
  return topics.some(({ error }) => error === NONE)
}

function isGroupRefusal(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message.includes(errorName(GROUP_AUTHORIZATION_FAILED))
}
