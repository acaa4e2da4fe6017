import type { Check } from '../../../../shared/api/experiments.ts'
import type { CheckContext } from '../../experiment.ts'
import { KafkaAdmin } from './admin.ts'
import { checkCreate } from './check-create.ts'
import { checkGroup } from './check-group.ts'

/** What an experiment with clients alone needs; the grant of a transactional id shows when it is first used. */
export async function checkClient({ connection, signal }: CheckContext): Promise<readonly Check[]> {
  using admin = await KafkaAdmin.open(connection, signal)
  const { user } = admin
  return [
    await checkCreate(admin, { partitions: 1, replicas: -1 }, user, signal),
    await checkGroup(admin, user, signal),
  ]
}
