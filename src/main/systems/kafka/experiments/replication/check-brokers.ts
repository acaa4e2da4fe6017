import type { Check } from '../../../../../shared/api/experiments.ts'
import type { CheckContext } from '../../../experiment.ts'
import { joinEndpoint } from '../../pool.ts'
import { KafkaAdmin } from '../admin.ts'
import { checkCreate } from '../check-create.ts'
import { REPLICAS } from './partition.ts'

/** What experiments on replication need: three brokers, all of them servers of the lab, and a topic that may be created. */
export async function checkBrokers({ connection, faults, signal }: CheckContext): Promise<readonly Check[]> {
  using admin = await KafkaAdmin.open(connection, signal)
  const { brokers } = await admin.see(signal)
  const enough: Check = {
    id: 'brokers',
    what: 'Three brokers',
    is: brokers.length >= REPLICAS ? 'ok' : 'refused',
    says: `${brokers.length} answer${brokers.length === 1 ? 's' : ''}`,
    ...(brokers.length >= REPLICAS ? {} : { fix: 'Start a lab cluster of three brokers.' }),
  }
  if (enough.is === 'refused') return [enough]
  const strange = brokers.filter(
    ({ host, port }) => !faults?.some(({ endpoint }) => endpoint === joinEndpoint(host, port)),
  )
  const ours: Check = {
    id: 'servers',
    what: 'Servers of the lab',
    is: strange.length === 0 ? 'ok' : 'refused',
    says:
      strange.length === 0
        ? 'every broker was started by this Orrery'
        : `${strange.map(({ id }) => `broker ${id}`).join(', ')}: not started by this Orrery, so nothing is done to it`,
    ...(strange.length === 0 ? {} : { fix: 'Run it on a cluster of the lab.' }),
  }
  const { user } = admin
  return [enough, ours, await checkCreate(admin, { partitions: 1, replicas: REPLICAS }, user, signal)]
}
