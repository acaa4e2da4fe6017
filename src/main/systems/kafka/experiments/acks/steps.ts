import type { Parameters, RunEntry } from '../../../../../shared/api/experiments.ts'
import {
  type Acknowledged,
  type Batch,
  type Levels,
  levelsOf,
  toldBy,
} from '../../../../../shared/systems/kafka-replication.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import type { NumberingOptions } from '../clients/numbering-producer.ts'
import type { NumberReaderOptions } from '../clients/number-reader.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { createPartition, REPLICAS, type WatchedPartition } from '../replication/partition.ts'

const FLOW_LIMIT_MS = 20_000
/** Until a broker that hangs or is gone is fenced: 9 s unless set otherwise, and more on a busy machine. */
const FENCED_LIMIT_MS = 60_000
const CALM_MS = 1_500
/** Long enough to acknowledge a few hundred records on the leader alone, short enough that no one notices the pause. */
const ALONE_MS = 2_000
const acksOf = { '0': 0, '1': 1, all: -1 } as const

export function steps({ acks, minIsr, rate, timeout }: Parameters): readonly Step[] {
  let partition: WatchedPartition
  let producer: Actor
  let leader = -1
  let first = -1
  let second = -1
  const last = (context: RunContext): Levels | undefined => levelsOf(context.entries()).at(-1)
  return [
    {
      id: 'topic',
      title: 'Create the topic',
      says: `CreateTopics: one partition, three replicas, min.insync.replicas=${minIsr}`,
      async run(context) {
        partition = await createPartition(context, {
          replicas: REPLICAS,
          configs: { 'min.insync.replicas': String(minIsr) },
        })
        await context.until('three replicas in sync', () => last(context)?.isr.length === 3, FLOW_LIMIT_MS)
        leader = partition.levels().leader
        const followers = partition.levels().replicas.filter((broker) => broker !== leader)
        first = followers[0] ?? -1
        second = followers[1] ?? -1
      },
    },
    {
      id: 'write',
      title: 'Write',
      says: `A producer with acks=${acks} writes ${rate} numbered records a second, and writes none of them twice`,
      async run(context) {
        const { access, topic } = partition
        const options: NumberingOptions = {
          access,
          topic,
          acks: acksOf[String(acks) as keyof typeof acksOf],
          perSecond: Number(rate),
          ackLimitMs: Number(timeout) * 1_000,
          // kafkajs asks any broker for metadata after an error, and would wait for one that hangs
          redirect: { to: partition.endpointOf(leader) },
        }
        producer = await context.actor('producer', 'numbering-producer', optionsOf(options))
        await producer.ask('start', null, context.signal)
        await context.until('records acknowledged', (entries) => countOf(entries) > 0, FLOW_LIMIT_MS)
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'first',
      title: 'Pause a follower',
      says: 'SIGSTOP to one follower; after its missed heartbeats it leaves the ISR',
      async run(context) {
        await context.fault('pause', partition.endpointOf(first))
        const isOut = () => last(context)?.isr.includes(first) === false
        await context.until('the follower out of the ISR', isOut, FENCED_LIMIT_MS)
        // what waits on the line was sent before; the leader answers it first, after the producer's timeout if need be
        const sent = toldBy<Batch>(context.entries(), 'sent').at(-1)?.to ?? 0
        const isAnswered = (entries: readonly RunEntry[]) => hasAnswer(entries, sent)
        await context.until(
          'an answer to what was sent since',
          isAnswered,
          Number(timeout) * 1_000 + FLOW_LIMIT_MS,
        )
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'second',
      title: 'Pause the other',
      says: 'SIGSTOP to the other follower too: it stays in the ISR, and the leader is alone with what comes now',
      async run(context) {
        await context.fault('pause', partition.endpointOf(second))
        await context.pass(ALONE_MS)
      },
    },
    {
      id: 'kill',
      title: 'Kill the leader',
      says: 'SIGKILL to the leader; the producer stops and waits until every batch was answered or given up',
      async run(context) {
        await context.fault('kill', partition.endpointOf(leader))
        await producer.ask('stop', null, context.signal)
        await producer.ask('settle', null, context.signal)
      },
    },
    {
      id: 'takeover',
      title: 'Let the followers go on',
      says: 'SIGCONT to both: the controller fences the dead broker, and the follower in the ISR becomes leader in a new epoch',
      async run(context) {
        await context.fault('resume', partition.endpointOf(second))
        await context.fault('resume', partition.endpointOf(first))
        const isLed = () => ![leader, -1].includes(last(context)?.leader ?? -1)
        await context.until('a new leader', isLed, FENCED_LIMIT_MS)
      },
    },
    {
      id: 'return',
      title: 'Start the old leader',
      says: 'It asks the new leader where its epoch ended, cuts off what is beyond, and follows',
      async run(context) {
        await context.fault('start', partition.endpointOf(leader))
        await context.until('three replicas in sync', () => last(context)?.isr.length === 3, FENCED_LIMIT_MS)
      },
    },
    {
      id: 'look',
      title: 'Look for every record',
      says: 'A consumer reads the partition from its beginning to its end',
      async run(context) {
        const { access, topic } = partition
        const group = context.name('readers')
        context.creating({ kind: 'group', name: group })
        const options: NumberReaderOptions = { access, topic, group }
        const reader = await context.actor('consumer', 'number-reader', optionsOf(options))
        await context.until('the whole log safe', () => isWhole(last(context)), FLOW_LIMIT_MS)
        await reader.ask('readTo', partition.levels().highWatermark, context.signal)
      },
    },
  ]
}

/** Every replica has what the leader has: what is read now is all there is. */
function isWhole(levels: Levels | undefined): boolean {
  if (levels === undefined || levels.highWatermark === null || levels.isr.length < 3) return false
  return Object.values(levels.logEnd).every((end) => end === levels.highWatermark)
}

/** A batch from this number on was acknowledged, or refused. */
function hasAnswer(entries: readonly RunEntry[], number: number): boolean {
  return ['acknowledged', 'unacknowledged'].some((what) => {
    const answered = toldBy<Batch>(entries, what).at(-1)
    return answered !== undefined && answered.from >= number
  })
}

function countOf(entries: readonly RunEntry[]): number {
  return toldBy<Acknowledged>(entries, 'acknowledged').length
}
