import type { SystemPages } from '../../app/pages.ts'
import { nameOf, pageOf } from './entities.ts'
import { Nodes } from './Nodes.tsx'

/** The pages of Redis. */
export const redisPages: SystemPages = {
  id: 'redis',
  tabs: [{ id: 'nodes', label: 'Replication', path: '', Component: Nodes }],
  pageOf,
  nameOf,
}
