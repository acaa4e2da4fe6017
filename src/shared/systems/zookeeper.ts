import type { Catalogue } from './catalogue.ts'

/**
 * The vocabulary of ZooKeeper. Entities by path:
 * `ensemble` · `member/<id or host:port>` · `session/0x…` · `znode/<path>` (the root is `znode/`)
 */
export const zookeeperCatalogue: Catalogue = {
  id: 'zookeeper',
  name: 'ZooKeeper',
  schemes: ['zookeeper'],
  defaultPort: 2181,
  localPorts: [2181, 2182, 2183],
  metrics: [],
  facts: [],
}
