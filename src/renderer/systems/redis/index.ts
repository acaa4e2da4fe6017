import type { SystemPages } from '../../app/pages.ts'
import { Clients } from './Clients.tsx'
import { pageOf } from './entities.ts'
import { sketches, stages } from './experiments/index.ts'
import { Memory } from './Memory.tsx'
import { Node } from './Node.tsx'
import { Nodes } from './Nodes.tsx'
import { Overview } from './Overview.tsx'
import { Sentinels } from './Sentinels.tsx'
import { SlowLog } from './SlowLog.tsx'
import { Slots } from './Slots.tsx'

/** The pages of Redis. */
export const redisPages: SystemPages = {
  id: 'redis',
  tabs: [
    { id: 'overview', label: 'Overview', path: '', Component: Overview },
    { id: 'slots', label: 'Slots', path: 'slots', Component: Slots },
    { id: 'sentinels', label: 'Sentinels', path: 'sentinels', Component: Sentinels },
    {
      id: 'nodes',
      label: 'Replication',
      path: 'nodes',
      Component: Nodes,
      details: [{ path: 'nodes/:node', Component: Node }],
    },
    { id: 'memory', label: 'Memory', path: 'memory', Component: Memory },
    { id: 'slowlog', label: 'Slow log', path: 'slowlog', Component: SlowLog },
    { id: 'clients', label: 'Clients', path: 'clients', Component: Clients },
  ],
  keys: [{ keys: ['↑', '↓', '←', '→'], does: 'walk over the slots, where the map has the focus' }],
  pageOf,
  stages,
  sketches,
}
