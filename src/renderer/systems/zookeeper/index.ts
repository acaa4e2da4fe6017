import type { SystemPages } from '../../app/pages.ts'
import { Config } from './Config.tsx'
import { Ensemble } from './Ensemble.tsx'
import { pageOf } from './entities.ts'
import { sketches, stages } from './experiments/index.ts'
import { Overview } from './Overview.tsx'
import { Sessions } from './Sessions.tsx'
import { Watches } from './Watches.tsx'

/** The pages of ZooKeeper. */
export const zookeeperPages: SystemPages = {
  id: 'zookeeper',
  tabs: [
    { id: 'overview', label: 'Overview', path: '', Component: Overview },
    { id: 'ensemble', label: 'Ensemble and tree', path: 'ensemble', Component: Ensemble },
    { id: 'sessions', label: 'Sessions', path: 'sessions', Component: Sessions },
    { id: 'watches', label: 'Watches', path: 'watches', Component: Watches },
    { id: 'config', label: 'Config', path: 'config', Component: Config },
  ],
  pageOf,
  stages,
  sketches,
}
