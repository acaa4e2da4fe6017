import type { ChannelRow, ChannelsData } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { queuePath } from '../entities.ts'
import { shortInColumn, toneRank } from '../node-words.ts'
import { clientWords, publishesBlind } from './client-words.ts'

/** Columns of channels; new ones for each sample. */
export function channelColumns({ rows, readAt }: ChannelsData, times: Times): readonly Column[] {
  const number = numberColumns(
    (row) => rabbitmqEntity('channel', rows[row]?.name ?? ''),
    readAt ?? times.readAt,
  )
  return [
    ...whoColumns(rows),
    ...publishColumns(rows, number),
    ...takeColumns(rows, number),
    ...whereColumns(rows),
  ]
}

function whoColumns(rows: readonly ChannelRow[]): readonly Column[] {
  const who = (row: number) => rows[row]?.client ?? rows[row]?.connection ?? ''
  return [
    wordColumn(['client', 'Client', 'minmax(120px, 1.3fr)'], (row) => <Name cut>{who(row)}</Name>, who),
    wordColumn(
      ['number', 'No.', '40px'],
      (row) => <span title={rows[row]?.name}>{rows[row]?.number ?? '?'}</span>,
      (row) => rows[row]?.number ?? NaN,
    ),
    wordColumn(
      ['state', 'State', '104px'],
      (row) => {
        const { tone, word } = clientWords(rows[row]?.state ?? null)
        return <State tone={tone}>{word}</State>
      },
      (row) => toneRank(clientWords(rows[row]?.state ?? null).tone),
    ),
  ]
}

function publishColumns(rows: readonly ChannelRow[], number: NumberColumn): readonly Column[] {
  return [
    wordColumn(
      ['confirm', 'Confirms', '92px'],
      (row) => <Confirms channel={rows[row]} />,
      (row) => (rows[row] !== undefined && publishesBlind(rows[row]) ? 0 : 1),
    ),
    number(['publish', 'Publ. /s', '70px'], 'messages per second', (row) => rows[row]?.publish, {
      metric: 'channel.publish',
    }),
    number(['unconfirmed', 'Unconf.', '68px'], 'messages', (row) => rows[row]?.unconfirmed, {
      metric: 'channel.unconfirmed',
    }),
    number(['returned', 'Returned /s', '86px'], 'messages per second', (row) => rows[row]?.returned, {
      metric: 'channel.returned',
      ink: (row) => ((rows[row]?.returned ?? 0) > 0 ? page['warn'] : page['dim']),
    }),
  ]
}

function Confirms({ channel }: { readonly channel: ChannelRow | undefined }) {
  if (channel === undefined) return null
  if (channel.transactional) return <span>transactions</span>
  if (channel.confirm) return <State tone="ok">on</State>
  return publishesBlind(channel) ? (
    <State tone="warn">off</State>
  ) : (
    <span className={page['dim']} title="It publishes nothing now.">
      off
    </span>
  )
}

function takeColumns(rows: readonly ChannelRow[], number: NumberColumn): readonly Column[] {
  const limit = (value: number | null | undefined) => value === 0
  return [
    number(['consumers', 'Cons.', '54px'], 'count', (row) => rows[row]?.consumers, {
      metric: 'channel.consumers',
    }),
    number(['prefetch', 'Prefetch', '72px'], 'count', (row) => rows[row]?.prefetch, {
      from: 'prefetch_count of GET /api/channels: of each consumer; 0 is no limit',
      instead: (row) =>
        limit(rows[row]?.prefetch) ? (
          <span className={(rows[row]?.consumers ?? 0) > 0 ? page['warn'] : page['dim']}>no limit</span>
        ) : undefined,
    }),
    number(['unacked', 'Holds', '70px'], 'messages', (row) => rows[row]?.unacked, {
      metric: 'channel.unacked',
    }),
    number(['deliver', 'Takes /s', '70px'], 'messages per second', (row) => rows[row]?.deliver, {
      metric: 'channel.deliver',
    }),
    number(['ack', 'Acks /s', '68px'], 'messages per second', (row) => rows[row]?.ack, {
      metric: 'channel.ack',
    }),
    number(['again', 'Again /s', '70px'], 'messages per second', (row) => rows[row]?.redeliver, {
      metric: 'channel.redeliver',
      ink: (row) => ((rows[row]?.redeliver ?? 0) > 0 ? page['warn'] : page['dim']),
    }),
  ]
}

function whereColumns(rows: readonly ChannelRow[]): readonly Column[] {
  const short = shortInColumn(rows.map(({ node }) => node))
  return [
    wordColumn(
      ['queues', 'Takes from', 'minmax(110px, 1.1fr)'],
      (row) => <Queues channel={rows[row]} />,
      (row) => rows[row]?.queues[0] ?? '',
    ),
    wordColumn(
      ['user', 'User', 'minmax(56px, 0.5fr)'],
      (row) => <Name cut>{rows[row]?.user ?? ''}</Name>,
      (row) => rows[row]?.user ?? '',
    ),
    wordColumn(
      ['node', 'Node', 'minmax(64px, 0.6fr)'],
      (row) => (
        <span title={rows[row]?.node}>
          <Name>{short(rows[row]?.node ?? '')}</Name>
        </span>
      ),
      (row) => rows[row]?.node ?? '',
    ),
  ]
}

function Queues({ channel }: { readonly channel: ChannelRow | undefined }) {
  const [first, ...rest] = channel?.queues ?? []
  if (channel === undefined || first === undefined) return <span className={page['dim']}>none</span>
  return (
    <span title={channel.queues.join(', ')}>
      <Link to={queuePath(channel.vhost, first)}>
        <Name>{first}</Name>
      </Link>
      {rest.length > 0 && <span className={page['dim']}> +{rest.length}</span>}
    </span>
  )
}
