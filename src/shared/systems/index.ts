import { activemqCatalogue } from './activemq.ts'
import type { Catalogue, LabInfo } from './catalogue.ts'
import { kafkaCatalogue } from './kafka.ts'
import { rabbitmqCatalogue } from './rabbitmq.ts'
import { redisCatalogue } from './redis.ts'
import { zookeeperCatalogue } from './zookeeper.ts'

/** The vocabularies of all systems, by id. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  [activemqCatalogue.id]: activemqCatalogue,
  [kafkaCatalogue.id]: kafkaCatalogue,
  [rabbitmqCatalogue.id]: rabbitmqCatalogue,
  [redisCatalogue.id]: redisCatalogue,
  [zookeeperCatalogue.id]: zookeeperCatalogue,
}

/** The clusters of all systems that the lab starts. */
export const labs: readonly LabInfo[] = Object.values(catalogues).flatMap((catalogue) => catalogue.labs)
