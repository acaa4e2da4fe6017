import { activemq } from './activemq/index.ts'
import { kafka } from './kafka/index.ts'
import { redis } from './redis/index.ts'
import { rabbitmq } from './rabbitmq/index.ts'
import type { System } from './system.ts'
import { zookeeper } from './zookeeper/index.ts'

/** The only list of systems. */
export const systems: readonly System[] = [activemq, kafka, rabbitmq, redis, zookeeper]
