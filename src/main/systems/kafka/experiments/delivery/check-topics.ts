import type { Check } from '../../../../../shared/api/experiments.ts'
import type { CheckContext } from '../../../experiment.ts'
import { KafkaAdmin } from '../admin.ts'
import { checkCreate } from '../check-create.ts'

/** A topic may be created; grants of groups and transactional ids show when they are first used. */
export async function checkTopics({ connection, signal }: CheckContext): Promise<readonly Check[]> {
  using admin = await KafkaAdmin.open(connection, signal)
  return [await checkCreate(admin, -1, signal)]
}
