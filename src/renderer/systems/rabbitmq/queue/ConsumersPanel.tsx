import { useMemo } from 'react'
import { formatClock } from '../../../../shared/base/format-time.ts'
import { encodePart, rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ConsumerRow, QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty } from '../../../components/Blocks.tsx'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { HeldBar } from './HeldBar.tsx'
import style from './queue.module.css'

/** Who takes from the queue, and who holds what was given out: consumer, channel, connection, client. */
export function ConsumersPanel({ data, times }: { readonly data: QueueData; readonly times: Times }) {
  const open = useOpen()
  const { consumers } = data
  const columns = useMemo(() => consumerColumns(data, times), [data, times.readAt])
  return (
    <Panel title="Consumers, and what they hold" note={noteOf(data)}>
      <HeldBar data={data} />
      <ShortTable
        label="Consumers"
        columns={columns}
        count={consumers.length}
        rowKey={(row) => `${consumers[row]?.channel} ${consumers[row]?.tag}`}
        entityOf={(row) => consumerEntity(data, consumers[row]?.channel ?? '', consumers[row]?.tag ?? '')}
        onOpen={(row) => open(['connections'], { show: 'channels', channel: consumers[row]?.channel ?? '' })}
        most={12}
        minWidth={1080}
        empty={<NoConsumers data={data} />}
      />
    </Panel>
  )
}

const consumerEntity = ({ vhost, name }: QueueData, channel: string, tag: string): string =>
  ['consumer', ...[vhost, name, channel, tag].map(encodePart)].join('/')

function NoConsumers({ data: { consumersReadAt } }: { readonly data: QueueData }) {
  if (consumersReadAt === null)
    return <Empty title="Consumers are not observed.">GET /api/consumers and /api/channels tell them.</Empty>
  return <Empty title="Nobody takes from this queue." />
}

function noteOf({ consumersReadAt, heldByConsumers, unacked }: QueueData): string {
  if (consumersReadAt === null) return 'not read'
  const differs = heldByConsumers !== null && unacked !== null && heldByConsumers !== unacked
  const why = differs ? '; read a little apart from the queue’s own figure' : ''
  return `read ${formatClock(consumersReadAt)}: a channel’s figure is of all that it takes${why}`
}

function consumerColumns({ consumers, consumersReadAt }: QueueData, times: Times): readonly Column[] {
  const number = numberColumns(
    (row) => rabbitmqEntity('channel', consumers[row]?.channel ?? ''),
    consumersReadAt ?? times.readAt,
  )
  const word = (of: (consumer: ConsumerRow) => string | null) => (row: number) => {
    const text = consumers[row] === undefined ? null : of(consumers[row])
    return text === null ? <span className={page['dim']}>?</span> : <Name cut>{text}</Name>
  }
  const key = (of: (consumer: ConsumerRow) => string | null) => (row: number) =>
    consumers[row] === undefined ? '' : (of(consumers[row]) ?? '')
  const textColumn = (
    head: readonly [string, string, string],
    of: (consumer: ConsumerRow) => string | null,
  ) => wordColumn(head, word(of), key(of))
  const held = number(['unacked', 'Holds', '110px'], 'messages', (row) => consumers[row]?.unacked, {
    metric: 'channel.unacked',
    ink: (row) => (consumers[row]?.isStuck === true ? page['bad'] : undefined),
  })
  return [
    textColumn(
      ['client', 'Client', 'minmax(110px, 1.2fr)'],
      ({ client, connection }) => client ?? connection,
    ),
    wordColumn(['state', 'State', '112px'], (row) => <Activity consumer={consumers[row]} />),
    { ...held, cell: (row) => <Held consumer={consumers[row]}>{held.cell(row)}</Held> },
    number(['prefetch', 'Prefetch', '74px'], 'count', (row) => consumers[row]?.prefetch, {
      from: 'prefetch_count of GET /api/consumers; 0 is no limit',
      instead: (row) =>
        consumers[row]?.prefetch === 0 ? <span className={page['warn']}>no limit</span> : undefined,
    }),
    number(['deliver', 'Takes /s', '70px'], 'per second', (row) => consumers[row]?.deliver, {
      metric: 'channel.deliver',
    }),
    number(['ack', 'Acks /s', '70px'], 'per second', (row) => consumers[row]?.ack, { metric: 'channel.ack' }),
    wordColumn(['mode', 'Acks', '84px'], (row) =>
      consumers[row]?.ackRequired === false ? 'automatic' : 'by hand',
    ),
    textColumn(['tag', 'Tag', 'minmax(90px, 1fr)'], ({ tag }) => tag),
    textColumn(['channel', 'Channel', 'minmax(120px, 1.5fr)'], ({ channel }) => channel),
    textColumn(['user', 'User', '80px'], ({ user }) => user),
    textColumn(['node', 'Node', 'minmax(70px, 0.7fr)'], ({ node }) => node),
  ]
}

const activities: Readonly<Record<string, string>> = {
  single_active: 'the active one',
  waiting: 'waits its turn',
  suspected_down: 'suspected down',
}

function Activity({ consumer }: { readonly consumer: ConsumerRow | undefined }) {
  if (consumer === undefined) return null
  if (consumer.isStuck) return <State tone="bad">acks nothing</State>
  if (consumer.activity === 'suspected_down') return <State tone="warn">suspected down</State>
  if (consumer.activity === 'waiting') return <State tone="quiet">waits its turn</State>
  if (consumer.activity === null) return <State tone="unknown">not told</State>
  return <State tone="ok">{activities[consumer.activity] ?? consumer.activity}</State>
}

/** Beside its prefetch, where there is one. */
function Held({
  consumer,
  children,
}: {
  readonly consumer: ConsumerRow | undefined
  readonly children: React.ReactNode
}) {
  const prefetch = consumer?.prefetch ?? 0
  return (
    <span className={style['barred']}>
      {prefetch > 0 ? (
        <Bar
          value={consumer?.unacked ?? NaN}
          max={prefetch}
          tone={consumer?.isStuck === true ? 'bad' : 'quiet'}
        />
      ) : (
        <i />
      )}
      {children}
    </span>
  )
}
