import { strategies } from '../../src/shared/systems/kafka-rebalance.ts'
import { activemqExperiments } from './activemq-drills.ts'
import type { RunsDrill } from './record-runs.ts'

const kafkaExperiments: RunsDrill = {
  name: 'kafka-experiments',
  title: 'Kafka: experiments',
  about:
    'Three brokers under load, on which experiments were run: a rebalance by five strategies, the high watermark, acks, delivery, idempotence, an open transaction. Each can be replayed.',
  cluster: 'kafka',
  targetName: 'try-kafka',
  runs: [
    ...strategies.map((strategy) => ({
      experiment: 'kafka/rebalance',
      parameters: { strategy },
      prediction: 'needed',
    })),
    ...['1', 'all'].map((acks) => ({
      experiment: 'kafka/high-watermark',
      parameters: { acks },
      prediction: 'goes-on',
    })),
    ...['0', '1', 'all'].map((acks) => ({
      experiment: 'kafka/acks',
      parameters: { acks },
      prediction: 'all',
    })),
    ...['before', 'after', 'transaction'].map((commit) => ({
      experiment: 'kafka/delivery',
      parameters: { commit },
      prediction: 'once',
    })),
    ...['off', 'on'].map((idempotence) => ({
      experiment: 'kafka/idempotence',
      parameters: { idempotence },
      prediction: 'once',
    })),
    ...['read_committed', 'read_uncommitted'].map((isolation) => ({
      experiment: 'kafka/open-transaction',
      parameters: { isolation },
      prediction: 'all',
    })),
  ],
}

const zookeeperExperiments: RunsDrill = {
  name: 'zookeeper-experiments',
  title: 'ZooKeeper: experiments',
  about:
    'Three voters and an observer under load, on which experiments were run: what a watch sees and what it misses, and a lock with and without the herd. Each can be replayed.',
  cluster: 'zookeeper',
  targetName: 'try-zookeeper',
  runs: [
    ...['once', 'one-shot', 'child', 'persistent', 'recursive'].map((variant) => ({
      experiment: 'zookeeper/watches',
      parameters: { variant },
      prediction: 'all',
    })),
    ...['herd', 'queue'].map((variant) => ({
      experiment: 'zookeeper/locks',
      parameters: { variant },
      prediction: 'one',
    })),
  ],
}

const rabbitmqExperiments: RunsDrill = {
  name: 'rabbitmq-experiments',
  title: 'RabbitMQ: experiments',
  about:
    'Three nodes under load, on which experiments were run: dead letters that nobody takes, by five ways of dying, and who gets the work at a prefetch of 1, 10 and 250. Each can be replayed.',
  cluster: 'rabbitmq',
  targetName: 'try-rabbitmq',
  runs: [
    ...['rejected', 'expired', 'overflow', 'delivery-limit', 'kept'].map((cause) => ({
      experiment: 'rabbitmq/dead-letters',
      parameters: { cause },
      prediction: 'refused',
    })),
    ...['1', '10', '250'].map((prefetch) => ({
      experiment: 'rabbitmq/prefetch',
      parameters: { prefetch },
      prediction: 'speed',
    })),
  ],
}

const redisExperiments: RunsDrill = {
  name: 'redis-experiments',
  title: 'Redis: experiments',
  about:
    'Three masters with a replica each under load, on which experiments were run: what four clients make of MOVED and ASK while a slot moves, and a lock that outlives its owner by four recipes. Each can be replayed.',
  cluster: 'redis-cluster',
  targetName: 'try-redis',
  runs: [
    ...['none', 'moved', 'sticky', 'both'].map((client) => ({
      experiment: 'redis/redirects',
      parameters: { client },
      prediction: 'errors',
    })),
    ...['apart', 'together', 'paused', 'fenced'].map((recipe) => ({
      experiment: 'redis/lock',
      parameters: { recipe },
      prediction: 'well',
    })),
  ],
}

export const runsDrills: readonly RunsDrill[] = [
  kafkaExperiments,
  zookeeperExperiments,
  redisExperiments,
  rabbitmqExperiments,
  activemqExperiments,
]
