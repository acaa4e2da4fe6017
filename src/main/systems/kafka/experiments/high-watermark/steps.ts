import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { type Levels, levelsOf, type Read, toldBy } from '../../../../../shared/systems/kafka-replication.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import { KafkaAdmin } from '../admin.ts'
import type { NumberingOptions } from '../clients/numbering-producer.ts'
import type { NumberReaderOptions } from '../clients/number-reader.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { createPartition, REPLICAS, type WatchedPartition } from '../replication/partition.ts'

const FLOW_LIMIT_MS = 20_000
/** Until a broker that hangs is fenced: 9 s unless set otherwise, and twice that on a busy machine. */
const FENCED_LIMIT_MS = 40_000
/** How long traffic flows before and after, so that the drawing shows what is usual. */
const CALM_MS = 2_000

export function steps({ acks, rate }: Parameters): readonly Step[] {
  let partition: WatchedPartition
  let producer: Actor
  let follower = -1
  const read = (context: RunContext) => toldBy<Read>(context.entries(), 'read').at(-1)?.to ?? 0
  const isIn = ({ isr }: Levels) => isr.includes(follower)
  const last = (context: RunContext) => levelsOf(context.entries()).at(-1)
  return [
    {
      id: 'topic',
      title: 'Create the topic',
      says: 'CreateTopics: one partition, three replicas, min.insync.replicas=2',
      async run(context) {
        partition = await createPartition(context, {
          replicas: REPLICAS,
          configs: { 'min.insync.replicas': '2' },
        })
        await context.until('three replicas in sync', () => last(context)?.isr.length === 3, FLOW_LIMIT_MS)
      },
    },
    {
      id: 'flow',
      title: 'Write and read',
      says: `A producer with acks=${acks} writes ${rate} numbered records a second; a consumer reads them`,
      async run(context) {
        const { access, topic } = partition
        const group = context.name('readers')
        context.creating({ kind: 'group', name: group })
        const reading: NumberReaderOptions = { access, topic, group }
        const writing: NumberingOptions = {
          access,
          topic,
          acks: acks === 'all' ? -1 : 1,
          perSecond: Number(rate),
          // kafkajs asks any broker for metadata after an error, and would wait for one that hangs
          redirect: { to: partition.endpointOf(partition.levels().leader) },
        }
        await context.actor('consumer', 'number-reader', optionsOf(reading))
        producer = await context.actor('producer', 'numbering-producer', optionsOf(writing))
        await producer.ask('start', null, context.signal)
        await context.until('the consumer reads', () => read(context) > 0, FLOW_LIMIT_MS)
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'pause',
      title: 'Pause a follower',
      says: 'SIGSTOP to a broker that follows; nobody is told, its connections stay open',
      async run(context) {
        follower = await followerOf(context, partition.levels())
        await context.fault('pause', partition.endpointOf(follower))
        await context.until(
          'the leader ahead of the watermark',
          () => aheadOf(last(context)) > 0,
          FLOW_LIMIT_MS,
        )
      },
    },
    {
      id: 'shrink',
      title: 'Wait for the controller',
      says: 'The follower misses its heartbeats to the controller, is fenced, and leaves the ISR',
      async run(context) {
        await context.until('the follower out of the ISR', () => !isIn(last(context)!), FENCED_LIMIT_MS)
        const mark = partition.levels().logEnd[partition.levels().leader] ?? 0
        await context.until('the consumer goes on', () => read(context) >= mark, FLOW_LIMIT_MS)
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'resume',
      title: 'Let it go on',
      says: 'SIGCONT: the follower fetches what it missed, and joins the ISR when it has caught up',
      async run(context) {
        await context.fault('resume', partition.endpointOf(follower))
        await context.until('the follower back in the ISR', () => isIn(last(context)!), FENCED_LIMIT_MS)
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'finish',
      title: 'Stop writing',
      says: 'The producer stops; the consumer reads to the end',
      async run(context) {
        await producer.ask('stop', null, context.signal)
        await producer.ask('settle', null, context.signal)
        await context.until('everything read', () => isAllRead(last(context), read(context)), FLOW_LIMIT_MS)
      },
    },
  ]
}

/** Not the one that coordinates the group: its consumer would wait for the coordinator, and not for the watermark. */
async function followerOf(context: RunContext, { leader, isr }: Levels): Promise<number> {
  using admin = await KafkaAdmin.open(context.connection, context.signal)
  const coordinator = await admin.coordinator(context.name('readers'), 'group', context.signal)
  return isr.findLast((broker) => broker !== leader && broker !== coordinator) ?? -1
}

function aheadOf(levels: Levels | undefined): number {
  if (levels === undefined || levels.highWatermark === null) return 0
  return (levels.logEnd[levels.leader] ?? 0) - levels.highWatermark
}

function isAllRead(levels: Levels | undefined, read: number): boolean {
  return levels !== undefined && aheadOf(levels) === 0 && read === levels.highWatermark
}
