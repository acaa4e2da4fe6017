import type { View } from '../../system.ts'
import type { RabbitmqViews } from '../../../../shared/systems/rabbitmq-views.ts'
import { channels } from './channels.ts'
import { connections } from './connections.ts'
import { node } from './node.ts'
import { nodes } from './nodes.ts'
import { overview } from './overview.ts'
import { queue } from './queue.ts'
import { queues } from './queues.ts'
import { quorum } from './quorum.ts'
import { routing } from './routing.ts'
import { topology } from './topology.ts'

export const rabbitmqViews: Readonly<Record<keyof RabbitmqViews, View>> = {
  ...{ overview, nodes, node, topology, routing, queues, queue, quorum, connections, channels },
}
