import type { QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import { listed, type Sentence } from '../sentence.ts'
import { leaderShare } from './share.ts'

/** What is wrong with quorum queues, the gravest first. */
export function quorumSaid(data: QuorumData): readonly Sentence[] {
  return [...stoppedSaid(data), ...strangersSaid(data), ...tightSaid(data), ...skewSaid(data)].slice(0, 3)
}

const named = (rows: QuorumData['rows']) => listed(rows.map(({ name }) => name))

function stoppedSaid({ rows }: QuorumData): readonly Sentence[] {
  const stopped = rows.filter(({ spare }) => spare !== null && spare < 0)
  if (stopped.length === 0) return []
  return [
    {
      tone: 'bad',
      headline: `${named(stopped)} ${stopped.length === 1 ? 'has' : 'have'} no majority: nothing goes in or out.`,
      rest: 'Start the missing nodes again; what was confirmed is kept.',
    },
  ]
}

function strangersSaid({ rows }: QuorumData): readonly Sentence[] {
  const strange = rows.filter(({ strangers }) => strangers.length > 0)
  if (strange.length === 0) return []
  const nodes = [...new Set(strange.flatMap(({ strangers }) => strangers))]
  return [
    {
      tone: 'warn',
      headline: `${named(strange)} ${strange.length === 1 ? 'counts' : 'count'} members on ${listed(nodes)}, no longer in the cluster.`,
      rest: 'They count for the majority and will never answer: rabbitmq-queues delete_member, then grow.',
    },
  ]
}

function tightSaid({ rows, nodes }: QuorumData): readonly Sentence[] {
  const tight = rows.filter(({ spare, size }) => spare === 0 && size > 1)
  if (tight.length === 0) return []
  const away = nodes.filter((_, node) => tight.some(({ members }) => isAway(members[node])))
  return [
    {
      tone: 'warn',
      headline: `${formatNumber(tight.length)} ${tight.length === 1 ? 'queue stops' : 'queues stop'} if one more member goes.`,
      rest: away.length === 0 ? '' : `${listed(away)} ${away.length === 1 ? 'is' : 'are'} missing.`,
    },
  ]
}

const isAway = (member: QuorumData['rows'][number]['members'][number] | undefined) =>
  member === 'offline' || member === 'unknown'

function skewSaid(data: QuorumData): readonly Sentence[] {
  const { busiest, share, isSkewed } = leaderShare(data)
  if (!isSkewed) return []
  return [
    {
      tone: 'warn',
      headline: `${busiest} leads ${Math.round(share * 100)} % of the quorum queues.`,
      rest: 'Leaders do the work of a queue: rabbitmq-queues rebalance quorum spreads them.',
    },
  ]
}
