import { lab } from '../index.ts'
import type { Progress } from '../host/jars.ts'
import type { ProcessServer } from '../host/server.ts'
import { livelyActiveMqPlan } from '../traffic/activemq-plan.ts'
import { livelyPlan } from '../traffic/kafka-plan.ts'
import { livelyRabbitPlan } from '../traffic/rabbit-plan.ts'
import { livelyRedisPlan } from '../traffic/redis-plan.ts'
import { livelyZooKeeperPlan } from '../traffic/zookeeper-plan.ts'
import type { UpOptions } from './arguments.ts'

/** What the command line needs of a running cluster, whatever it is. */
export interface Cluster extends AsyncDisposable {
  readonly system: string
  /** The connection string of a target. */
  readonly url: string
  readonly folder: string
  readonly servers: readonly ProcessServer[]
}

/** A cluster that was started, and what is to be known of it beside that it is one. */
export interface Started {
  readonly cluster: Cluster
  /** Clients that make it live. */
  traffic(): Promise<AsyncDisposable>
  /** Of what it stands on: Kafka's ZooKeeper. */
  readonly serversBelow?: readonly ProcessServer[]
  /** Other ways to observe it. */
  readonly otherUrls?: readonly string[]
}

export type Start = (options: UpOptions, progress: Progress) => Promise<Started>

function kind<C extends Cluster>(
  start: (options: UpOptions, progress: Progress) => Promise<C>,
  traffic: (cluster: C) => Promise<AsyncDisposable>,
  more: (cluster: C) => Pick<Started, 'serversBelow' | 'otherUrls'> = () => ({}),
): Start {
  return async (options, progress) => {
    const cluster = await start(options, progress)
    return { cluster, traffic: () => traffic(cluster), ...more(cluster) }
  }
}

/** The only list of what `up` starts; a system's catalogue offers some of them in the window. */
export const kinds: Readonly<Record<string, Start>> = {
  kafka: kind(
    ({ brokers, sasl }, progress) => lab.kafka({ brokers, sasl, progress }),
    (cluster) => lab.traffic(cluster, livelyPlan),
    (cluster) =>
      cluster.servers.some(({ saslEndpoint }) => saslEndpoint !== undefined)
        ? { otherUrls: [cluster.saslUrl('admin'), cluster.saslUrl('reader')] }
        : {},
  ),
  'kafka-zk': kind(
    ({ brokers }, progress) => lab.kafkaOnZooKeeper({ brokers, progress }),
    (cluster) => lab.traffic(cluster, livelyPlan),
    ({ zookeeper }) =>
      zookeeper === undefined ? {} : { serversBelow: zookeeper.servers, otherUrls: [zookeeper.url] },
  ),
  zookeeper: kind(
    ({ voters, observers }, progress) => lab.zookeeper({ voters, observers, progress }),
    (ensemble) => lab.zkTraffic(ensemble, livelyZooKeeperPlan),
  ),
  'redis-cluster': kind(
    (_, progress) => lab.redisCluster({ progress }),
    (deployment) => lab.redisTraffic(deployment, livelyRedisPlan),
  ),
  'redis-sentinel': kind(
    (_, progress) => lab.redisSentinel({ progress }),
    (deployment) => lab.redisTraffic(deployment, livelyRedisPlan),
  ),
  rabbitmq: kind(
    (_, progress) => lab.rabbit({ progress }),
    (cluster) => lab.rabbitTraffic(cluster, livelyRabbitPlan),
    (cluster) => ({ otherUrls: [cluster.urlAs('observer')] }),
  ),
  activemq: kind(
    (_, progress) => lab.activemq({ progress }),
    (deployment) => lab.activemqTraffic(deployment, livelyActiveMqPlan),
  ),
  'activemq-network': kind(
    (_, progress) => lab.activemqNetwork({ progress }),
    (deployment) => lab.activemqTraffic(deployment, livelyActiveMqPlan),
  ),
  'activemq-pair': kind(
    (_, progress) => lab.activemqPair({ progress }),
    (deployment) => lab.activemqTraffic(deployment, livelyActiveMqPlan),
  ),
}
