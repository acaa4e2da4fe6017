import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { levelsOf } from '../../../../../shared/systems/kafka-replication.ts'
import type { Actor, ProxiedLine, RunContext, Step } from '../../../experiment.ts'
import type { NumberingOptions } from '../clients/numbering-producer.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { createPartition, type WatchedPartition } from '../replication/partition.ts'
import { tellWhatIsIn } from '../tell-what-is-in.ts'

export const BATCH = 10
const LIMIT_MS = 30_000

export function steps({ idempotence, batches }: Parameters): readonly Step[] {
  let partition: WatchedPartition
  let line: ProxiedLine
  let producer: Actor
  return [
    {
      id: 'topic',
      title: 'Create the topic',
      says: 'CreateTopics: one partition',
      async run(context) {
        partition = await createPartition(context, { replicas: -1, configs: {} })
        await context.until('a leader', () => endOf(context) !== undefined, LIMIT_MS)
      },
    },
    {
      id: 'write',
      title: 'Write through our own line',
      says: `A producer with enable.idempotence=${idempotence === 'on'} reaches the leader through a line of ours`,
      async run(context) {
        const from = partition.endpointOf(partition.levels().leader)
        line = await context.proxy(from)
        const options: NumberingOptions = {
          access: partition.access,
          topic: partition.topic,
          acks: -1,
          perSecond: 0,
          retrying: { idempotent: idempotence === 'on' },
          redirect: { from, to: line.endpoint },
        }
        producer = await context.actor('producer', 'numbering-producer', optionsOf(options))
        await producer.ask('send', BATCH, context.signal)
      },
    },
    {
      id: 'lose',
      title: 'Lose answers',
      says: `${batches} times: the batch arrives and is written, the answer is held back, the line breaks; the producer sends again`,
      async run(context) {
        for (let i = 0; i < Number(batches); i++) await loseOne(context, line, producer)
      },
    },
    {
      id: 'look',
      title: 'Look at the log',
      says: 'A consumer reads the partition from its beginning to its end',
      run: (context) => tellWhatIsIn(context, partition.access, partition.topic),
    },
  ]
}

async function loseOne(context: RunContext, line: ProxiedLine, producer: Actor): Promise<void> {
  const before = endOf(context) ?? 0
  line.holdAnswers()
  const sending = producer.ask('send', BATCH, context.signal)
  // it is awaited below; until then a failure of the run must not go unheard
  sending.catch(() => undefined)
  await context.until('the batch in the log', () => (endOf(context) ?? 0) >= before + BATCH, LIMIT_MS)
  line.cut()
  line.restore()
  await sending
  await context.until('the log read again', () => hasReadSince(context), LIMIT_MS)
}

function endOf(context: RunContext): number | undefined {
  const last = levelsOf(context.entries()).at(-1)
  return last === undefined ? undefined : (last.logEnd[last.leader] ?? undefined)
}

/** What was acknowledged last is in the last reading, or nothing has changed since. */
function hasReadSince(context: RunContext): boolean {
  const answered = context.entries().findLast(({ what }) => what === 'acknowledged')
  const offset = (answered?.data as { readonly offset: number } | undefined)?.offset ?? 0
  return (endOf(context) ?? 0) >= offset + BATCH
}
