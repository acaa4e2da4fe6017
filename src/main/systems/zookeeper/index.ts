import type { System } from '../system.ts'
import { fourLetter } from './ask/four-letter.ts'
import { Meter } from './ask/meter.ts'
import { ZooKeeperSession } from './session.ts'

export const zookeeper: System = {
  id: 'zookeeper',
  connect: async (connection, { signal }) => {
    signal.throwIfAborted()
    await Promise.resolve()
    return new ZooKeeperSession(connection)
  },
  probe: async (endpoint, signal) => {
    const text = await fourLetter(endpoint, 'srvr', new Meter(endpoint), signal).catch(() => '')
    return (
      text.startsWith('Zookeeper version') ||
      text.includes('whitelist') ||
      text.includes('not currently serving')
    )
  },
  views: {},
  rules: [],
}
