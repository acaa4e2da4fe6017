import type { ChannelRow, ConnectionRow } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { Words } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

/** How a connection or a channel is; `blocked` and `flow` are the broker's way to slow publishers down. */
export function clientWords(state: string | null): Words {
  switch (state) {
    case null:
      return { tone: 'unknown', word: 'not told yet' }
    case 'blocked':
      return { tone: 'bad', word: 'blocked' }
    case 'blocking':
      // it would be blocked as soon as it published
      return { tone: 'quiet', word: 'blocking' }
    case 'flow':
      return { tone: 'warn', word: 'flow: throttled' }
    default:
      return { tone: 'ok', word: state }
  }
}

/** A channel that publishes, and is told of nothing that gets lost on the way. */
export const publishesBlind = ({ publish, confirm, transactional }: ChannelRow): boolean =>
  (publish ?? 0) > 0 && !confirm && !transactional

export const nameOfClient = ({ client, peer }: Pick<ConnectionRow, 'client' | 'peer'>): string =>
  client ?? peer

/** What is wrong with connections; empty: nothing that was observed. */
export function connectionsSaid(rows: readonly ConnectionRow[]): readonly Sentence[] {
  const blocked = rows.filter(({ state }) => state === 'blocked')
  const slowed = rows.filter(({ state }) => state === 'flow')
  return [
    ...said(
      blocked,
      'bad',
      'blocked',
      'A node’s memory or disk alarm holds all publishers of the cluster back: see Nodes.',
    ),
    ...said(
      slowed,
      'warn',
      'throttled',
      'They publish faster than a queue or its disk takes: the broker slows them down.',
    ),
  ]
}

function said(
  rows: readonly ConnectionRow[],
  tone: 'warn' | 'bad',
  word: string,
  rest: string,
): readonly Sentence[] {
  if (rows.length === 0) return []
  const names = listed([...new Set(rows.map(nameOfClient))])
  return [
    {
      tone,
      headline: `${formatNumber(rows.length)} ${rows.length === 1 ? 'connection is' : 'connections are'} ${word}: ${names}.`,
      rest,
    },
  ]
}

export function channelsSaid(rows: readonly ChannelRow[]): readonly Sentence[] {
  const blind = rows.filter(publishesBlind)
  if (blind.length === 0) return []
  const names = listed([...new Set(blind.map(({ client, connection }) => client ?? connection))])
  return [
    {
      tone: 'warn',
      headline: `${formatNumber(blind.length)} ${blind.length === 1 ? 'channel publishes' : 'channels publish'} without confirms: ${names}.`,
      rest: 'What is lost between them and a queue nobody is told of. confirm.select before publishing changes it.',
    },
  ]
}
