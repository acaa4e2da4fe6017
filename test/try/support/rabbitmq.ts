import type { RabbitCluster } from '../../../lab/rabbitmq/cluster.ts'
import { users, type UserName } from '../../../lab/rabbitmq/users.ts'
import type { Connection } from '../../../src/main/systems/system.ts'

/** A target as the person would have it who names the lab's management and a user. */
export function connectionAs(
  cluster: RabbitCluster,
  user: UserName,
  options: Connection['options'] = {},
): Connection {
  const ca = cluster.certificates?.ca
  return {
    targetId: 'lab',
    endpoints: cluster.servers.map(({ endpoint }) => endpoint),
    options: { ...(ca === undefined ? {} : { tls: 'on', ca }), ...options },
    credentials: { username: user, password: users[user].password },
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
}

/** What RabbitMQ's own tool finds of Orrery in all virtual hosts. */
export async function leftIn(cluster: RabbitCluster): Promise<readonly string[]> {
  const listed = async (what: string, ...more: readonly string[]) => {
    const said = await cluster.tool('rabbitmqctl', [what, 'name', '--quiet', '--no-table-headers', ...more])
    return said.split('\n').filter((line) => line.startsWith('orrery.'))
  }
  const inShop = ['list_queues', 'list_exchanges'].map((what) => listed(what, '--vhost', 'shop'))
  return (await Promise.all([listed('list_vhosts'), ...inShop])).flat()
}
