import type { ActivemqViews } from '../../../../shared/systems/activemq-views.ts'
import type { View } from '../../system.ts'
import { brokers } from './brokers.ts'
import { connections } from './connections.ts'
import { destination } from './destination.ts'
import { destinations } from './destinations.ts'
import { durables } from './durables.ts'
import { network } from './network.ts'
import { overview } from './overview.ts'
import { pairs } from './pairs.ts'

export const activemqViews: Readonly<Record<keyof ActivemqViews, View>> = {
  ...{ overview, brokers, network, destinations, destination, durables, connections, pairs },
}
