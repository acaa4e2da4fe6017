import type { Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import { foldDelivery, timesOf } from '../../../../../shared/systems/kafka-delivery.ts'
import { type Acknowledged, toldBy } from '../../../../../shared/systems/kafka-replication.ts'
import { BATCH } from './steps.ts'

export function judge(entries: readonly RunEntry[], { idempotence, batches }: Parameters): Verdict {
  const { found } = foldDelivery(entries)
  const written = (Number(batches) + 1) * BATCH
  const times = found && timesOf(found, written)
  const having = (holds: (n: number) => boolean) => times?.filter(holds).length ?? null
  const [once, twice, lost] = [having((n) => n === 1), having((n) => n > 1), having((n) => n === 0)]
  const slowest = Math.max(0, ...toldBy<Acknowledged>(entries, 'acknowledged').map(({ ms }) => ms))
  return {
    answer: times && answerOf(times.slice(BATCH)),
    observed:
      times === undefined
        ? 'The run ended before the log was read.'
        : `Of ${written} records ${once} are in the log once, ${twice} more than once, ${lost} not at all.`,
    theory:
      idempotence === 'on'
        ? 'The batch that comes again has the sequence of one that the leader has already: it writes nothing, and answers with the offset of the first time. The first write was the only one.'
        : 'To the leader the batch that comes again is a new batch. It was written when its answer was lost, and is written once more: every record of it is in the log twice.',
    why:
      'No answer is not “no”: it is “unknown”. Sending again is safe only if the receiver can tell a repetition from something new, ' +
      'and that takes a number that the sender gave it.',
    figures: [
      {
        id: 'once',
        label: 'Once',
        value: once,
        unit: 'messages',
        says: `of ${written} that were written`,
      },
      {
        id: 'twice',
        label: 'More than once',
        value: twice,
        unit: 'messages',
        says: 'written again after the answer was lost',
        tone: twice === 0 ? 'ok' : 'warn',
      },
      {
        id: 'lost',
        label: 'Not at all',
        value: lost,
        unit: 'messages',
        says: 'the producer went on until it had an answer',
        tone: lost === 0 ? 'ok' : 'bad',
      },
      {
        id: 'slowest',
        label: 'Slowest answer',
        value: slowest === 0 ? null : slowest,
        unit: 'ms',
        says: 'over the broken line and all retries',
      },
    ],
  }
}

/** @param times of the records whose answers were lost */
function answerOf(times: readonly number[]): string | undefined {
  if (times.every((n) => n === 1)) return 'once'
  if (times.every((n) => n === 2)) return 'twice'
  return times.every((n) => n === 0) ? 'lost' : undefined
}
