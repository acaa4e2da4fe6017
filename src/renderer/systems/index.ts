import type { SystemPages } from '../app/pages.ts'
import { activemqPages } from './activemq/index.ts'
import { kafkaPages } from './kafka/index.ts'
import { rabbitmqPages } from './rabbitmq/index.ts'
import { redisPages } from './redis/index.ts'
import { zookeeperPages } from './zookeeper/index.ts'

/** The pages of all systems, by id. The only list of them. */
export const systemPages: Readonly<Record<string, SystemPages>> = {
  [activemqPages.id]: activemqPages,
  [kafkaPages.id]: kafkaPages,
  [rabbitmqPages.id]: rabbitmqPages,
  [redisPages.id]: redisPages,
  [zookeeperPages.id]: zookeeperPages,
}
