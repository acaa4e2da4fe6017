import type { ActiveMqDeployment } from '../../../lab/activemq/deployment.ts'
import type { ActivemqViews } from '../../../src/shared/systems/activemq-views.ts'
import { activemq } from '../../../src/main/systems/activemq/index.ts'
import type { Connection } from '../../../src/main/systems/system.ts'
import { labUsers } from '../../../lab/activemq/config.ts'
import { Observing as ObservingAny, tryConnect as tryConnectAny } from '../observing.ts'

export { connectionTo, signal } from '../observing.ts'

export type Observing = ObservingAny<ActivemqViews>

export const Observing = {
  /** Connects as the admin unless told otherwise, and takes the first sample. */
  open: (endpoints: readonly string[], rest: Partial<Connection> = {}): Promise<Observing> =>
    ObservingAny.open<ActivemqViews>(activemq, endpoints, { credentials: labUsers.admin, ...rest }),
  all: ({ servers, ca }: ActiveMqDeployment): Promise<Observing> =>
    Observing.open(
      servers.map(({ endpoint }) => endpoint),
      ca === undefined ? {} : { options: { tls: 'on', ca } },
    ),
}

export const tryConnect = (connection: Connection) => tryConnectAny(activemq, connection)
