import type { ConsumerRow, QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import { exchangeLabel } from '../entities.ts'
import { toneRank } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with a queue, the gravest first; empty: nothing that was observed. */
export function queueSaid(data: QueueData): readonly Sentence[] {
  const all = [...majoritySaid(data), ...deadSaid(data), ...stuckSaid(data), ...unattendedSaid(data)]
  return all.toSorted((a, b) => toneRank(a.tone) - toneRank(b.tone))
}

function majoritySaid({ members }: QueueData): readonly Sentence[] {
  const online = members.filter(({ isOnline }) => isOnline === true).length
  if (members.length === 0 || members.some(({ isOnline }) => isOnline === null)) return []
  const away = listed(members.filter(({ isOnline }) => isOnline === false).map(({ node }) => node))
  if (online * 2 <= members.length)
    return [
      {
        tone: 'bad',
        headline: `${online} of ${members.length} members are online: no majority, so nothing goes in or out.`,
        rest: `Start ${away} again; what was confirmed is kept.`,
      },
    ]
  if (online === members.length) return []
  const spare = online - (Math.floor(members.length / 2) + 1)
  return [
    {
      tone: 'warn',
      headline: `${away} ${members.length - online === 1 ? 'is' : 'are'} not online.`,
      rest: spare === 0 ? 'If one more member goes, the queue stops.' : '',
    },
  ]
}

function deadSaid({ deadLetter: { ends, exchange, key }, name }: QueueData): readonly Sentence[] {
  const target = exchangeLabel(exchange ?? '')
  if (ends === 'missing')
    return [
      {
        tone: 'bad',
        headline: `Its dead letters go to ${target}, which does not exist.`,
        rest: 'What is rejected, expires or is pushed out is dropped without an error. Declare the exchange and bind a queue to it.',
      },
    ]
  if (ends !== 'nowhere') return []
  return [
    {
      tone: 'bad',
      headline:
        exchange === ''
          ? `Its dead letters go to queue ${key ?? name}, which does not exist.`
          : `Its dead letters go to ${target}, where no binding takes them.`,
      rest: 'They are dropped without an error.',
    },
  ]
}

/** Named down to the connection: that is whom to call. */
function stuckSaid({ consumers }: QueueData): readonly Sentence[] {
  return consumers
    .filter(({ isStuck }) => isStuck)
    .slice(0, 2)
    .map((consumer) => ({
      tone: 'bad' as const,
      headline: `${whoIs(consumer)} holds ${formatNumber(consumer.unacked ?? NaN)} messages and acknowledges none.`,
      rest: `Its prefetch of ${consumer.prefetch ?? '?'} is used up, so it gets no more. Channel ${consumer.channel}${consumer.user === null ? '' : `, user ${consumer.user}`}.`,
    }))
}

/** "billing-7 from 10.0.0.4:5120" */
export function whoIs({ client, peer, tag }: Pick<ConsumerRow, 'client' | 'peer' | 'tag'>): string {
  const who = client ?? `Consumer ${tag}`
  return peer === null ? who : `${who} from ${peer}`
}

function unattendedSaid({
  consumers,
  consumersReadAt,
  ready,
  growth,
  deadLettersOf,
}: QueueData): readonly Sentence[] {
  if (consumersReadAt === null || consumers.length > 0 || (ready ?? 0) === 0) return []
  if (deadLettersOf.length > 0 && (growth ?? 0) <= 0) return []
  return [
    {
      tone: 'warn',
      headline: 'Nobody takes from it.',
      rest: (growth ?? 0) > 0 ? 'It goes on filling.' : 'What it holds stays.',
    },
  ]
}
