import { labUsers } from './activemq/config.ts'
import type { ActiveMqDeployment } from './activemq/deployment.ts'
import {
  startActiveMq,
  startActiveMqNetwork,
  startActiveMqPair,
  type ActiveMqNetworkOptions,
  type ActiveMqOptions,
} from './activemq/start.ts'
import { Keeper } from './host/keeper.ts'
import type { KafkaCluster, KafkaOptions } from './kafka/cluster.ts'
import { startKraft, startOnZooKeeper, type KafkaOnZooKeeperOptions } from './kafka/start.ts'
import { babbler, silent } from './net/odd.ts'
import { Proxy } from './net/proxy.ts'
import type { RabbitCluster } from './rabbitmq/cluster.ts'
import { startRabbit, type RabbitOptions } from './rabbitmq/start.ts'
import { shopVhost } from './rabbitmq/users.ts'
import type { RedisDeployment } from './redis/deployment.ts'
import {
  startRedisCluster,
  startRedisGroup,
  startRedisSentinel,
  type RedisClusterOptions,
  type RedisGroupOptions,
  type RedisSentinelOptions,
} from './redis/start.ts'
import type { ActiveMqTrafficPlan, ActiveMqTrafficStats } from './traffic/activemq-plan.ts'
import type { TrafficPlan, TrafficStats } from './traffic/kafka-plan.ts'
import type { RabbitTrafficPlan, RabbitTrafficStats } from './traffic/rabbit-plan.ts'
import type { RedisTrafficPlan, RedisTrafficStats } from './traffic/redis-plan.ts'
import { Traffic } from './traffic/traffic.ts'
import type { ZooKeeperTrafficPlan, ZooKeeperTrafficStats } from './traffic/zookeeper-plan.ts'
import { startEnsemble, type Ensemble, type ZooKeeperOptions } from './zookeeper/ensemble.ts'

/**
 * Real clusters on this machine's loopback, for tests and for people.
 * What a call gives is to be disposed of (`await using`); if the process ends without, a watchdog does it.
 */
export const lab = {
  /** Kafka 4 with KRaft. Ready when every broker answers and knows of all. */
  kafka: (options: KafkaOptions = {}): Promise<KafkaCluster> =>
    Keeper.around((keeper) => startKraft(keeper, options)),

  /** Kafka 3.9 on as many ZooKeeper voters as brokers. */
  kafkaOnZooKeeper: (options: KafkaOnZooKeeperOptions = {}) =>
    Keeper.around((keeper) => startOnZooKeeper(keeper, options)),

  /** ZooKeeper 3.9: voters, and observers if told. Ready when every member serves. */
  zookeeper: (options: ZooKeeperOptions = {}): Promise<Ensemble> =>
    Keeper.around((keeper) => startEnsemble(keeper, options)),

  /** One Redis, or a master with replicas. */
  redis: (options: RedisGroupOptions = {}): Promise<RedisDeployment> =>
    Keeper.around((keeper) => startRedisGroup(keeper, options)),

  /** A master with two replicas, watched by three sentinels as `mymaster`. */
  redisSentinel: (options: RedisSentinelOptions = {}): Promise<RedisDeployment> =>
    Keeper.around((keeper) => startRedisSentinel(keeper, options)),

  /** Three masters with a replica each. Ready when every node says that the cluster is ok. */
  redisCluster: (options: RedisClusterOptions = {}): Promise<RedisDeployment> =>
    Keeper.around((keeper) => startRedisCluster(keeper, options)),

  /** A RabbitMQ of three nodes, or of one. */
  rabbit: (options: RabbitOptions = {}): Promise<RabbitCluster> =>
    Keeper.around((keeper) => startRabbit(keeper, options)),

  /** One ActiveMQ broker. */
  activemq: (options: ActiveMqOptions = {}): Promise<ActiveMqDeployment> =>
    Keeper.around((keeper) => startActiveMq(keeper, options)),

  /** Two brokers, A and B, and a bridge that B opens to A. Ready when it is up. */
  activemqNetwork: (options: ActiveMqNetworkOptions = {}): Promise<ActiveMqDeployment> =>
    Keeper.around((keeper) => startActiveMqNetwork(keeper, options)),

  /** A master and its slave on one store. Ready when the slave waits for the lock. */
  activemqPair: (options: ActiveMqOptions = {}): Promise<ActiveMqDeployment> =>
    Keeper.around((keeper) => startActiveMqPair(keeper, options)),

  /** Producers and consumers with rates, skewed keys and slow groups. Ready when all have sent and joined. */
  traffic: (cluster: KafkaCluster, plan: TrafficPlan): Promise<Traffic<unknown, TrafficStats>> =>
    Traffic.start(new URL('traffic/kafka-worker.ts', import.meta.url), {
      ...plan,
      bootstrap: cluster.bootstrap,
    }),

  /** Sessions with ephemerals and watches, lock queues, writes and reads. */
  zkTraffic: (
    ensemble: Ensemble,
    plan: ZooKeeperTrafficPlan,
  ): Promise<Traffic<unknown, ZooKeeperTrafficStats>> =>
    Traffic.start(new URL('traffic/zookeeper-worker.ts', import.meta.url), {
      ...plan,
      endpoints: ensemble.servers.map((server) => server.endpoint),
    }),

  /** Writes, and reads of which some miss. */
  redisTraffic: (
    deployment: RedisDeployment,
    plan: RedisTrafficPlan,
  ): Promise<Traffic<unknown, RedisTrafficStats>> =>
    Traffic.start(new URL('traffic/redis-worker.ts', import.meta.url), {
      ...plan,
      kind: deployment.kind,
      endpoints: (deployment.kind === 'sentinel' ? deployment.sentinels : deployment.nodes).map(
        ({ endpoint }) => endpoint,
      ),
    }),

  /** Publishers and consumers on queues of all kinds: quick, slow, refusing, and one that acknowledges nothing. */
  rabbitTraffic: (
    cluster: RabbitCluster,
    plan: RabbitTrafficPlan,
  ): Promise<Traffic<unknown, RabbitTrafficStats>> =>
    Traffic.start(new URL('traffic/rabbit-worker.ts', import.meta.url), {
      ...plan,
      urls: cluster.servers.map(({ id }) => cluster.amqpUrl(id, shopVhost, 'shop')),
      caFile: cluster.certificates?.ca,
    }),

  /** Producers and consumers of queues and topics, by STOMP; one of them slow, one that refuses some, one away. */
  activemqTraffic: (
    deployment: ActiveMqDeployment,
    plan: ActiveMqTrafficPlan,
  ): Promise<Traffic<unknown, ActiveMqTrafficStats>> =>
    Traffic.start(new URL('traffic/activemq-worker.ts', import.meta.url), {
      ...plan,
      endpoints: deployment.servers.map(({ stompEndpoint }) => stompEndpoint),
      isPair: deployment.kind === 'pair',
      login: { ...labUsers.admin, ca: deployment.ca },
    }),

  /**
   * A TCP proxy in front of `target` (`host:port`), which delays, throttles, cuts and hangs.
   * Kafka's clients go on to the addresses that brokers advertise: for those, `lab.kafka({ proxied: true })`.
   */
  proxy: (target: string, options: { port?: number } = {}): Promise<Proxy> =>
    Proxy.open(target, options.port),

  /** A server that accepts and never answers. */
  silent: (options: { port?: number } = {}) => silent(options.port),

  /** A server that speaks something else: answers everything with the same text. */
  babbler,
}
