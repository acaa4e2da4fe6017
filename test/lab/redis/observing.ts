import type { RedisViews } from '../../../src/shared/systems/redis-views.ts'
import { redis } from '../../../src/main/systems/redis/index.ts'
import type { Connection } from '../../../src/main/systems/system.ts'
import { Observing as ObservingAny, tryConnect as tryConnectAny } from '../observing.ts'

export { connectionTo, signal } from '../observing.ts'

export type Observing = ObservingAny<RedisViews>

export const Observing = {
  /** Connects and takes the first sample. */
  open: (endpoints: readonly string[], rest: Partial<Connection> = {}): Promise<Observing> =>
    ObservingAny.open<RedisViews>(redis, endpoints, rest),
}

export const tryConnect = (connection: Connection) => tryConnectAny(redis, connection)
