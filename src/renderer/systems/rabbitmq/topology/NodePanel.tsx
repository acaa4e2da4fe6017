import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type {
  TopologyData,
  TopologyExchange,
  TopologyQueue,
} from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Button } from '../../../components/Button.tsx'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import { FindingLinks } from '../../FindingLinks.tsx'
import { endingOf, targetWords } from '../dead-letter-words.ts'
import { queuePath } from '../entities.ts'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'
import { exchangeKey, queueKey, type QueueNode, type TopologyGraph } from './graph.ts'
import style from './topology.module.css'

export interface NodePanelProps {
  readonly targetId: string
  readonly data: TopologyData
  readonly graph: TopologyGraph
  readonly selected: string
  readonly readAt: number
  readonly onSelect: (key: string | undefined) => void
  /** Draws the queues of a fold one by one. */
  readonly onUnfold: (key: string) => void
  /** Asks the routing tester what an exchange would do. */
  readonly onTest: (exchange: string) => void
}

/** What is selected in the drawing, in figures and with its sources. */
export function NodePanel(props: NodePanelProps) {
  const { data, graph, selected } = props
  const exchange = data.exchanges.find(({ name }) => exchangeKey(name) === selected)
  if (exchange !== undefined) return <ExchangePanel {...props} exchange={exchange} />
  const node = graph.queues.find(({ key }) => key === selected)
  if (node !== undefined && node.names.length > 1) return <FoldPanel {...props} node={node} />
  const queue = data.queues.find(({ name }) => queueKey(name) === selected)
  if (queue !== undefined) return <QueuePanel {...props} queue={queue} problem={node?.problem} />
  return null
}

function Shell({
  title,
  state,
  onSelect,
  children,
}: Pick<NodePanelProps, 'onSelect'> & {
  readonly title: string
  readonly state: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Panel
      title={<Name cut>{title}</Name>}
      note={state}
      actions={
        <Button kind="ghost" label="Close" keys="Esc" onClick={() => onSelect(undefined)}>
          <X size={13} />
        </Button>
      }
    >
      <div className={style['facts']}>{children}</div>
    </Panel>
  )
}

function ExchangePanel({
  targetId,
  data,
  graph,
  exchange,
  readAt,
  onSelect,
  onTest,
}: NodePanelProps & { readonly exchange: TopologyExchange }) {
  const { name, type, alternate } = exchange
  const node = graph.exchanges.find(({ key }) => key === exchangeKey(name))
  const entity = rabbitmqEntity('exchange', data.vhost, name)
  const users = data.queues
    .filter(({ deadLetter }) => deadLetter.exchange === name)
    .map((queue) => queue.name)
  const rows: readonly FactRow[] = [
    {
      label: 'Comes in',
      value: (
        <Num
          value={exchange.in ?? NaN}
          unit="per second"
          metric="exchange.published_in"
          {...{ entity, readAt }}
        />
      ),
      source: 'message_stats.publish_in, over the last minute',
    },
    {
      label: 'Goes on',
      value: (
        <Num
          value={exchange.out ?? NaN}
          unit="per second"
          metric="exchange.published_out"
          {...{ entity, readAt }}
        />
      ),
      source: 'message_stats.publish_out: one for each copy',
    },
    {
      label: 'Bindings from it',
      value: name === '' ? 'every queue, by its name' : exchange.bindings,
      source: 'GET /api/bindings',
    },
    {
      label: 'Alternate',
      value: alternate === null ? 'none' : exchangeLabel(alternate),
      source: 'arguments and policies, both looked at',
    },
    {
      label: 'Dead letters of',
      value: listed(users),
      source: 'x-dead-letter-exchange, by argument or policy',
    },
  ]
  const about = type === null ? 'named, not declared' : aboutExchange(exchange)
  return (
    <Shell
      title={exchangeLabel(name)}
      state={<Standing tone={node?.tone} word={node?.problem ?? about} />}
      onSelect={onSelect}
    >
      <FindingLinks targetId={targetId} entity={entity} />
      <Facts rows={type === null ? rows.slice(4) : rows} />
      {type !== null && (
        <p className={style['open']}>
          <Button kind="link" onClick={() => onTest(name)}>
            Test what a key would reach from here
          </Button>
        </p>
      )}
    </Shell>
  )
}

const aboutExchange = ({ type, durable, internal }: TopologyExchange): string =>
  [type, durable ? 'durable' : 'transient', internal ? 'internal' : ''].filter(Boolean).join(' · ')

function Standing({ tone, word }: { readonly tone: QueueNode['tone'] | undefined; readonly word: string }) {
  return <State tone={tone ?? 'quiet'}>{word}</State>
}

function QueuePanel({
  targetId,
  data,
  queue,
  problem,
  readAt,
  onSelect,
}: NodePanelProps & { readonly queue: TopologyQueue; readonly problem: string | undefined }) {
  const entity = rabbitmqEntity('queue', data.vhost, queue.name)
  const tone = queue.worst === 'critical' ? 'bad' : problem === undefined ? 'ok' : 'warn'
  const rate = (value: number | null, metric: string) => (
    <Num value={value ?? NaN} unit="per second" {...{ metric, entity, readAt }} />
  )
  const ending = endingOf(queue.deadLetter)
  return (
    <Shell
      title={queue.name}
      state={
        <Standing
          tone={queue.state === null ? 'unknown' : tone}
          word={problem ?? queue.state ?? 'state not observed'}
        />
      }
      onSelect={onSelect}
    >
      <FindingLinks targetId={targetId} entity={entity} />
      <Facts
        rows={[
          {
            label: 'Ready',
            value: <Num value={queue.ready ?? NaN} metric="queue.ready" {...{ entity, readAt }} />,
            source: 'waits for a consumer',
          },
          {
            label: 'Unacknowledged',
            value: <Num value={queue.unacked ?? NaN} metric="queue.unacked" {...{ entity, readAt }} />,
            source: 'with consumers, not acknowledged',
          },
          { label: 'In', value: rate(queue.publish, 'queue.publish'), source: 'message_stats.publish' },
          { label: 'Acknowledged', value: rate(queue.ack, 'queue.ack'), source: 'message_stats.ack' },
          {
            label: 'Consumers',
            value: queue.consumers ?? '?',
            source: `${queue.type}${queue.durable ? ', durable' : ''}`,
          },
          {
            label: 'Dead letters',
            value: <State tone={ending.tone}>{ending.word}</State>,
            source: targetWords(queue.deadLetter),
          },
          { label: 'Policy', value: queue.policy ?? 'none', source: 'effective_policy_definition' },
        ]}
      />
      <p className={style['open']}>
        <Link to={queuePath(data.vhost, queue.name)}>Consumers, unacknowledged, settings</Link>
      </p>
    </Shell>
  )
}

/** As many members as are listed; the worst come first. */
const mostMembers = 14

function FoldPanel({ data, node, onSelect, onUnfold }: NodePanelProps & { readonly node: QueueNode }) {
  const inFold = new Set(node.names)
  const members = data.queues
    .filter(({ name }) => inFold.has(name))
    .toSorted((a, b) => b.findings - a.findings || (b.ready ?? -1) - (a.ready ?? -1))
  return (
    <Shell
      title={node.label}
      state={<Standing tone={node.tone} word={node.problem ?? `${node.names.length} alike`} />}
      onSelect={onSelect}
    >
      <p className={style['open']}>
        Named, bound and dead-lettered alike, so drawn as one.{' '}
        <Button kind="link" onClick={() => onUnfold(node.key)}>
          Draw them one by one
        </Button>
      </p>
      <ul className={style['members']}>
        {members.slice(0, mostMembers).map((queue) => (
          <li key={queue.name}>
            <Link to={queuePath(data.vhost, queue.name)}>
              <Name cut>{queue.name}</Name>
            </Link>
            <span className={queue.findings > 0 ? style['hurt'] : undefined}>
              <Num value={queue.ready ?? NaN} metric="queue.ready" focusable={false} /> ready
            </span>
          </li>
        ))}
      </ul>
      {members.length > mostMembers && (
        <p className={style['open']}>and {members.length - mostMembers} more</p>
      )}
    </Shell>
  )
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none'
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ')
}
