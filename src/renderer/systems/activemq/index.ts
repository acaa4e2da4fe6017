import type { SystemPages } from '../../app/pages.ts'
import { Broker } from './Broker.tsx'
import { Connections } from './Connections.tsx'
import { Destination } from './Destination.tsx'
import { Destinations } from './Destinations.tsx'
import { Durables } from './Durables.tsx'
import { pageOf } from './entities.ts'
import { sketches, stages } from './experiments/index.ts'
import { Network } from './Network.tsx'
import { Overview } from './Overview.tsx'
import { Pairs } from './Pairs.tsx'

/** The pages of ActiveMQ. */
export const activemqPages: SystemPages = {
  id: 'activemq',
  tabs: [
    {
      id: 'overview',
      label: 'Overview',
      path: '',
      Component: Overview,
      details: [{ path: 'brokers/:broker', Component: Broker }],
    },
    { id: 'network', label: 'Network', path: 'network', Component: Network },
    {
      id: 'destinations',
      label: 'Destinations',
      path: 'destinations',
      Component: Destinations,
      details: [{ path: 'destinations/:broker/:kind/:name', Component: Destination }],
    },
    { id: 'durables', label: 'Durable subscribers', path: 'durables', Component: Durables },
    { id: 'pairs', label: 'Master and slave', path: 'pairs', Component: Pairs },
    { id: 'connections', label: 'Connections', path: 'connections', Component: Connections },
  ],
  pageOf,
  stages,
  sketches,
}
