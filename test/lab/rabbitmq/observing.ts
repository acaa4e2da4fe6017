import type { RabbitCluster } from '../../../lab/rabbitmq/cluster.ts'
import { users, type UserName } from '../../../lab/rabbitmq/users.ts'
import { rabbitmq } from '../../../src/main/systems/rabbitmq/index.ts'
import type { Connection } from '../../../src/main/systems/system.ts'
import type { RabbitmqViews } from '../../../src/shared/systems/rabbitmq-views.ts'
import { Observing as ObservingAny, tryConnect as tryConnectAny } from '../observing.ts'

export { connectionTo, signal } from '../observing.ts'

export type Observing = ObservingAny<RabbitmqViews>

export function credentialsOf(username: UserName): NonNullable<Connection['credentials']> {
  return { username, password: users[username].password }
}

export const Observing = {
  /** Connects to all nodes as the administrator and takes the first sample. */
  open: ({ servers }: RabbitCluster, rest: Partial<Connection> = {}): Promise<Observing> =>
    ObservingAny.open<RabbitmqViews>(
      rabbitmq,
      servers.map(({ endpoint }) => endpoint),
      { credentials: credentialsOf('admin'), ...rest },
    ),
}

export const tryConnect = (connection: Connection) => tryConnectAny(rabbitmq, connection)
