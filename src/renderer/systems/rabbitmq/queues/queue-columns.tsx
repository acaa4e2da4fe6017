import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { QueuesData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { queuePath } from '../entities.ts'
import { shortInColumn } from '../node-words.ts'
import { isUnattended, standingOf, standingRank } from './queue-standing.ts'

export const vhostOf = (data: QueuesData, row: number): string => data.vhosts[data.vhost[row] ?? 0] ?? ''

/** The columns of the list of queues; new ones for each sample. */
export function queueColumns(data: QueuesData, readAt: number): readonly Column[] {
  const number = numberColumns(
    (row) => rabbitmqEntity('queue', vhostOf(data, row), data.names[row] ?? ''),
    data.readAt ?? readAt,
  )
  return [
    ...nameColumns(data),
    ...backlogColumns(data, number),
    ...rateColumns(data, number, data.statsAt ?? readAt),
    ...placeColumns(data, number),
  ]
}

/** Queues of more than one virtual host; those without a queue don't count. */
const isOfSeveral = ({ vhost }: QueuesData): boolean => vhost.some((index) => index !== vhost[0])

function nameColumns(data: QueuesData): readonly Column[] {
  const vhost = wordColumn(
    ['vhost', 'Virtual host', 'minmax(70px, 0.6fr)'],
    (row) => <Name cut>{vhostOf(data, row)}</Name>,
    (row) => vhostOf(data, row),
  )
  return [
    wordColumn(
      ['name', 'Queue', 'minmax(140px, 2fr)'],
      (row) => (
        <Link to={queuePath(vhostOf(data, row), data.names[row] ?? '')}>
          <Name cut>{data.names[row] ?? ''}</Name>
        </Link>
      ),
      (row) => data.names[row] ?? '',
    ),
    ...(isOfSeveral(data) ? [vhost] : []),
    wordColumn(
      ['type', 'Type', '62px'],
      (row) => data.types[row] ?? '?',
      (row) => data.types[row] ?? '',
    ),
    wordColumn(
      ['state', 'State', 'minmax(152px, 0.9fr)'],
      (row) => {
        const { tone, word } = standingOf(data, row)
        return (
          <span title={word}>
            <State tone={tone}>{word}</State>
          </span>
        )
      },
      (row) => standingRank(data, row),
    ),
  ]
}

function backlogColumns(data: QueuesData, number: NumberColumn): readonly Column[] {
  const stats = data.statsAt === null ? {} : { readAt: data.statsAt }
  return [
    number(['ready', 'Ready', '88px'], 'messages', data.ready, { metric: 'queue.ready' }),
    number(['unacked', 'Unacked', '76px'], 'messages', data.unacked, { metric: 'queue.unacked' }),
    number(['growth', 'Growth /s', '76px'], 'per second', data.growth, {
      from: 'rise of queue.ready over the last minute',
      ink: (row) => ((data.growth[row] ?? 0) > 0 ? undefined : page['dim']),
    }),
    number(['consumers', 'Cons.', '54px'], 'count', data.consumers, {
      metric: 'queue.consumers',
      ...stats,
      ink: (row) => (isUnattended(data, row) ? page['warn'] : undefined),
    }),
  ]
}

function rateColumns(data: QueuesData, number: NumberColumn, readAt: number): readonly Column[] {
  return [
    number(['in', 'In /s', '66px'], 'messages per second', data.publish, { metric: 'queue.publish', readAt }),
    number(['out', 'Out /s', '66px'], 'messages per second', data.deliver, {
      metric: 'queue.deliver',
      readAt,
    }),
    number(['ack', 'Ack /s', '66px'], 'messages per second', data.ack, { metric: 'queue.ack', readAt }),
    number(['again', 'Again /s', '68px'], 'messages per second', data.redeliver, {
      metric: 'queue.redeliver',
      readAt,
      ink: (row) => ((data.redeliver[row] ?? 0) > 0 ? page['warn'] : page['dim']),
    }),
  ]
}

function placeColumns(data: QueuesData, number: NumberColumn): readonly Column[] {
  const short = shortInColumn(data.nodes)
  return [
    number(['bytes', 'Size', '72px'], 'bytes', data.bytes, { metric: 'queue.bytes' }),
    wordColumn(
      ['node', 'Leader', 'minmax(74px, 0.7fr)'],
      (row) => {
        const node = data.nodes[row] ?? null
        return node === null ? (
          <span className={page['dim']}>?</span>
        ) : (
          <span title={node}>
            <Name>{short(node)}</Name>
          </span>
        )
      },
      (row) => data.nodes[row] ?? '',
    ),
    wordColumn(
      ['policy', 'Policy', 'minmax(60px, 0.6fr)'],
      (row) => {
        const name = data.policyNames[data.policy[row] ?? -1]
        return name === undefined ? <span className={page['dim']}>none</span> : <Name cut>{name}</Name>
      },
      (row) => data.policyNames[data.policy[row] ?? -1] ?? '',
    ),
  ]
}
