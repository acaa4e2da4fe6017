import type { ConsumerRow, QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'
import { toneRank } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with a queue, the gravest first; empty: nothing that was observed. */
export function queueSaid(data: QueueData): readonly Sentence[] {
  const all = [...majoritySaid(data), ...deadSaid(data), ...stuckSaid(data), ...unattendedSaid(data)]
  return all.toSorted((a, b) => toneRank(a.tone) - toneRank(b.tone))
}

function majoritySaid({ members }: QueueData): readonly Sentence[] {
  const of = (isOnline: boolean | null) => members.filter((member) => member.isOnline === isOnline)
  const [online, away, unheard] = [of(true).length, of(false), of(null)]
  const majority = Math.floor(members.length / 2) + 1
  if (online === members.length) return []
  if (online + unheard.length < majority)
    return [
      {
        tone: 'bad',
        headline: `${online} of ${members.length} members are online: no majority, so nothing goes in or out.`,
        rest: `Start ${named(away)} again; what was confirmed is kept.`,
      },
    ]
  if (online < majority)
    return [
      { tone: 'unknown', headline: 'Whether it has a majority is not observed.', rest: unheardText(unheard) },
    ]
  const rest = online === majority ? 'If one more member goes, the queue stops.' : ''
  const headline =
    away.length > 0 ? `${named(away)} ${away.length === 1 ? 'is' : 'are'} not online.` : unheardText(unheard)
  return [{ tone: 'warn', headline, rest }]
}

const named = (members: QueueData['members']) => listed(members.map(({ node }) => node))

const unheardText = (members: QueueData['members']) =>
  `${named(members)} ${members.length === 1 ? 'is' : 'are'} not heard of.`

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
