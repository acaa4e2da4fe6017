import { lab } from '../../lab/index.ts'
import { livelyPlan } from '../../lab/traffic/kafka-plan.ts'
import { livelyRabbitPlan } from '../../lab/traffic/rabbit-plan.ts'
import { livelyZooKeeperPlan } from '../../lab/traffic/zookeeper-plan.ts'
import { say } from '../lib/say.mjs'
import { activemqStranded } from './activemq-drills.ts'
import { redisReshard, redisSentinelFailover } from './redis-drills.ts'
import type { Witness } from './witness.ts'

export interface Drill {
  /** Of the file in `resources/`. */
  readonly name: string
  readonly title: string
  readonly about: string
  readonly targetName: string
  /** Starts the cluster and its traffic; what it gives is disposed of afterwards. */
  start(held: AsyncDisposableStack): Promise<Stage>
}

export interface Stage {
  readonly url: string
  /** What happens, told by what was observed. */
  play(witness: Witness): Promise<void>
}

const calmMs = 90_000

/** A broker hangs: the watermark stands, the ISR shrinks, leaders move; then it is killed, and comes back. */
const kafkaBrokerLost: Drill = {
  name: 'kafka-broker-lost',
  title: 'Kafka: a broker hangs, is lost, returns',
  about:
    'Three brokers under load. Broker 2 is paused: its replicas fall behind inside the ISR and the high watermark stands, until the controller fences it and leaders move. It is killed, stays away, is started again and catches up.',
  targetName: 'demo-kafka',
  async start(held) {
    // Kafka's own default: long enough to see replicas fall behind before the broker is fenced
    const config = { 'broker.session.timeout.ms': '9000' }
    const cluster = held.use(await lab.kafka({ brokers: 3, config }))
    held.use(await lab.traffic(cluster, livelyPlan))
    return {
      url: cluster.url,
      async play(witness) {
        await witness.calm(calmMs)
        say('broker 2 hangs')
        await cluster.server(2).pause()
        await witness.opened('kafka/follower-falling-behind')
        await witness.opened('kafka/under-replicated')
        await witness.calm(20_000)
        say('broker 2 is killed')
        await cluster.server(2).kill('SIGKILL')
        await witness.calm(30_000)
        say('broker 2 returns')
        await cluster.server(2).restart()
        await witness.healed()
        await witness.calm(calmMs)
      },
    }
  },
}

/** A leader is killed: an election, a new epoch, no margin; the member returns as a follower. */
const zookeeperLeaderKilled: Drill = {
  name: 'zookeeper-leader-killed',
  title: 'ZooKeeper: the leader is killed, another is elected',
  about:
    'Three voters and an observer, with locks, registrations and writes. The leader is killed: two voters elect another in a new epoch, and no further loss may happen until the member returns as a follower.',
  targetName: 'demo-zookeeper',
  async start(held) {
    const ensemble = held.use(await lab.zookeeper({ voters: 3, observers: 1 }))
    held.use(await lab.zkTraffic(ensemble, livelyZooKeeperPlan))
    return {
      url: ensemble.url,
      async play(witness) {
        await witness.calm(calmMs)
        const leader = await ensemble.leader()
        if (leader === undefined) throw new Error('The ensemble has no leader to kill')
        say(`member ${leader.id}, the leader, is killed`)
        await leader.kill('SIGKILL')
        await witness.opened('zookeeper/quorum-margin')
        await witness.calm(45_000)
        say(`member ${leader.id} returns`)
        await leader.restart()
        await witness.healed()
        await witness.calm(calmMs)
      },
    }
  },
}

/** A node is short of memory: the publishers of the whole cluster stand still, the consumers go on. */
const rabbitmqMemoryAlarm: Drill = {
  name: 'rabbitmq-memory-alarm',
  title: 'RabbitMQ: a memory alarm stops every publisher',
  about:
    'Three nodes with quorum, classic and stream queues, consumers that keep up, one that lags, and a chain of dead letters. Node 2 passes its memory watermark: the publishers of all nodes are blocked, while consumers drain what there is, until the watermark is raised again.',
  targetName: 'demo-rabbitmq',
  async start(held) {
    const cluster = held.use(await lab.rabbit())
    held.use(await lab.rabbitTraffic(cluster, { ...livelyRabbitPlan, isCalm: true, slowMs: 50 }))
    return {
      url: cluster.url,
      async play(witness) {
        await witness.calm(60_000)
        say('node 2 raises a memory alarm')
        await cluster.setMemoryAlarm(2)
        await witness.opened('rabbitmq/alarm')
        await witness.calm(40_000)
        say('the alarm is cleared')
        await cluster.clearMemoryAlarm(2)
        await witness.closed('rabbitmq/alarm')
        await witness.calm(60_000)
      },
    }
  },
}

export const drills: readonly Drill[] = [
  kafkaBrokerLost,
  zookeeperLeaderKilled,
  redisSentinelFailover,
  redisReshard,
  rabbitmqMemoryAlarm,
  activemqStranded,
]
