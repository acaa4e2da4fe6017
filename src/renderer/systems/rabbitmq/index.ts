import type { SystemPages } from '../../app/pages.ts'
import { Connections } from './Connections.tsx'
import { pageOf } from './entities.ts'
import { sketches, stages } from './experiments/index.ts'
import { Node } from './Node.tsx'
import { Nodes } from './Nodes.tsx'
import { Overview } from './Overview.tsx'
import { Queue } from './Queue.tsx'
import { Queues } from './Queues.tsx'
import { Quorum } from './Quorum.tsx'
import { Topology } from './Topology.tsx'

/** The pages of RabbitMQ. */
export const rabbitmqPages: SystemPages = {
  id: 'rabbitmq',
  tabs: [
    { id: 'overview', label: 'Overview', path: '', Component: Overview },
    { id: 'topology', label: 'Topology', path: 'topology', Component: Topology },
    {
      id: 'queues',
      label: 'Queues',
      path: 'queues',
      Component: Queues,
      details: [{ path: 'queues/:vhost/:queue', Component: Queue }],
    },
    { id: 'quorum', label: 'Quorum queues', path: 'quorum', Component: Quorum },
    { id: 'connections', label: 'Connections', path: 'connections', Component: Connections },
    {
      id: 'nodes',
      label: 'Nodes',
      path: 'nodes',
      Component: Nodes,
      details: [{ path: 'nodes/:node', Component: Node }],
    },
  ],
  keys: [
    { keys: ['↑', '↓', '←', '→'], does: 'walk over exchanges and queues, where the topology has the focus' },
  ],
  pageOf,
  stages,
  sketches,
}
