import { activemqCatalogue } from './activemq.ts'
import type { Catalogue, LabInfo } from './catalogue.ts'
import { kafkaCatalogue } from './kafka.ts'
import { rabbitmqCatalogue } from './rabbitmq.ts'
import { redisCatalogue } from './redis.ts'
import { zookeeperCatalogue } from './zookeeper.ts'

/** In the order in which they are offered. */
const all: readonly Catalogue[] = [
  kafkaCatalogue,
  zookeeperCatalogue,
  redisCatalogue,
  rabbitmqCatalogue,
  activemqCatalogue,
]

/** The vocabularies of all systems, by id. */
export const catalogues: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  all.map((catalogue) => [catalogue.id, catalogue]),
)

/** The clusters of all systems that the lab starts. */
export const labs: readonly LabInfo[] = all.flatMap((catalogue) => catalogue.labs)
