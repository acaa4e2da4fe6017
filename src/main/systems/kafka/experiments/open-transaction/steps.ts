import type { Parameters } from '../../../../../shared/api/experiments.ts'
import { levelsOf, type Read, toldBy } from '../../../../../shared/systems/kafka-replication.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import type { NumberingOptions } from '../clients/numbering-producer.ts'
import type { NumberReaderOptions } from '../clients/number-reader.ts'
import { optionsOf } from '../../../base/options-of.ts'
import type { HolderOptions } from '../clients/transaction-holder.ts'
import { createPartition, type WatchedPartition } from '../replication/partition.ts'

const LIMIT_MS = 30_000
const CALM_MS = 1_500
/** Told apart from what the other producer writes, which counts from 0. */
export const OPEN_NUMBERS = [-1, -2, -3, -4, -5]

export function steps({ isolation, end, rate, seconds }: Parameters): readonly Step[] {
  let partition: WatchedPartition
  let holder: Actor
  let producer: Actor
  const read = (context: RunContext) => toldBy<Read>(context.entries(), 'read').at(-1)?.to ?? 0
  return [
    {
      id: 'topic',
      title: 'Create the topic',
      says: 'CreateTopics: one partition',
      async run(context) {
        partition = await createPartition(context, { replicas: -1, configs: {} })
        await context.until('a leader', () => levelsOf(context.entries()).length > 0, LIMIT_MS)
      },
    },
    {
      id: 'flow',
      title: 'Write and read',
      says: `A producer without transactions writes ${rate} records a second; a consumer with ${isolation} reads them`,
      async run(context) {
        const { access, topic } = partition
        const group = context.name('readers')
        context.creating({ kind: 'group', name: group })
        const reading: NumberReaderOptions = {
          ...{ access, topic, group },
          isolation: isolation as 'read_committed' | 'read_uncommitted',
        }
        const writing: NumberingOptions = { access, topic, acks: -1, perSecond: Number(rate) }
        await context.actor('consumer', 'number-reader', optionsOf(reading))
        producer = await context.actor('producer', 'numbering-producer', optionsOf(writing))
        await producer.ask('start', null, context.signal)
        await context.until('the consumer reads', () => read(context) > 0, LIMIT_MS)
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'open',
      title: 'Open a transaction',
      says: 'Another producer begins a transaction, writes five records, and neither commits nor aborts',
      async run(context) {
        const { access, topic } = partition
        const options: HolderOptions = { access, topic, transactionalId: context.name('holder') }
        holder = await context.actor('transaction', 'transaction-holder', optionsOf(options))
        await holder.ask('write', OPEN_NUMBERS, context.signal)
        await context.pass(Number(seconds) * 1_000)
      },
    },
    {
      id: 'end',
      title: end === 'commit' ? 'Commit it' : 'Abort it',
      says: 'EndTxn: the coordinator writes a marker into the partition, and the last stable offset moves on',
      async run(context) {
        await holder.ask('end', end ?? 'abort', context.signal)
        const mark = partition.levels().highWatermark ?? 0
        await context.until('the consumer past what it waited for', () => read(context) >= mark, LIMIT_MS)
        await context.pass(CALM_MS)
      },
    },
    {
      id: 'finish',
      title: 'Stop writing',
      says: 'The producer stops; the consumer reads what is left',
      async run(context) {
        const sent = await producer.ask('stop', null, context.signal)
        await producer.ask('settle', null, context.signal)
        const last = Number(sent) - 1
        const hasLast = () =>
          toldBy<Read>(context.entries(), 'read').some(({ numbers }) => numbers.includes(last))
        await context.until('the last record read', hasLast, LIMIT_MS)
      },
    },
  ]
}
