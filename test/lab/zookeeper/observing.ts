import type { ZookeeperViews } from '../../../src/shared/systems/zookeeper-views.ts'
import { zookeeper } from '../../../src/main/systems/zookeeper/index.ts'
import type { Connection } from '../../../src/main/systems/system.ts'
import { Observing as ObservingAny, tryConnect as tryConnectAny } from '../observing.ts'

export { connectionTo, signal } from '../observing.ts'

export type Observing = ObservingAny<ZookeeperViews>

export const Observing = {
  /** Connects and takes the first sample. */
  open: (endpoints: readonly string[], rest: Partial<Connection> = {}): Promise<Observing> =>
    ObservingAny.open<ZookeeperViews>(zookeeper, endpoints, rest),
}

export const tryConnect = (connection: Connection) => tryConnectAny(zookeeper, connection)
