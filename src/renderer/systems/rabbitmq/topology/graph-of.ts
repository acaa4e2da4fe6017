import type {
  TopologyBinding,
  TopologyData,
  TopologyExchange,
  TopologyQueue,
} from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { bindingWords } from '../binding-words.ts'
import { queueEntity } from '../entities.ts'
import {
  exchangeKey,
  queueKey,
  type BindingEdge,
  type DeadLetterEdge,
  type ExchangeNode,
  type NodeTone,
  type QueueNode,
  type TopologyGraph,
} from './graph.ts'

/** The graph that is drawn, of what the view read. */
export function graphOf(data: TopologyData): TopologyGraph {
  return {
    exchanges: data.exchanges
      .filter((exchange) => isDrawn(exchange, data))
      .map((exchange) => exchangeNode(data.vhost, exchange, areBindingsRead(data))),
    queues: data.queues.map((queue) => queueNode(data.vhost, queue, isTarget(data, queue.name))),
    bindings: [...boundEdges(data), ...defaultEdges(data), ...alternateEdges(data)],
    deadLetters: deadLetterEdges(data),
  }
}

/** Where none could ever be read nothing can be said of where an exchange leads. */
const areBindingsRead = ({ blind, totalBindings }: TopologyData): boolean =>
  totalBindings > 0 || !blind.some(({ ask }) => ask.includes('bindings'))

const orNaN = (value: number | null): number => value ?? NaN

const isTarget = ({ queues }: TopologyData, name: string): boolean =>
  queues.some(({ deadLetter }) => deadLetter.queues.includes(name))

/** Every queue is bound to the default exchange: it is drawn only where messages come by it. */
function isDrawn(exchange: TopologyExchange, data: TopologyData): boolean {
  return exchange.name !== '' || (exchange.in ?? 0) > 0 || data.alternates.some((a) => isDefault(data, a.to))
}

const isDefault = ({ exchanges }: TopologyData, index: number): boolean => exchanges[index]?.name === ''

function exchangeNode(vhost: string, exchange: TopologyExchange, isRead: boolean): ExchangeNode {
  const problem = isRead || exchange.type === null ? exchangeProblem(exchange) : undefined
  return {
    key: exchangeKey(exchange.name),
    entities: [rabbitmqEntity('exchange', vhost, exchange.name)],
    name: exchange.name,
    type: exchange.type ?? '',
    inPerSecond: orNaN(exchange.in),
    outPerSecond: orNaN(exchange.out),
    isMissing: exchange.type === null,
    problem: problem?.says ?? (exchange.findings > 0 ? findingsWord(exchange.findings) : undefined),
    tone: problem?.tone ?? (exchange.findings > 0 ? 'warn' : 'quiet'),
  }
}

function exchangeProblem(exchange: TopologyExchange): { says: string; tone: NodeTone } | undefined {
  const { type, bindings, alternate, isDeadLetterTarget, name } = exchange
  if (type === null) return { says: 'does not exist', tone: 'bad' }
  const isUsed = isDeadLetterTarget || (exchange.in ?? 0) > 0
  if (name !== '' && bindings === 0 && alternate === null && isUsed)
    return { says: 'routes nowhere', tone: 'bad' }
  if ((exchange.in ?? 0) > 0 && exchange.out === 0 && alternate === null)
    return { says: 'no key matches', tone: 'warn' }
  return undefined
}

const findingsWord = (count: number) => (count === 1 ? '1 finding' : `${count} findings`)

function queueNode(vhost: string, queue: TopologyQueue, isDeadLetterTarget: boolean): QueueNode {
  const { problem, tone } = queueStanding(queue, isDeadLetterTarget)
  return {
    key: queueKey(queue.name),
    entities: [queueEntity(vhost, queue.name)],
    names: [queue.name],
    label: queue.name,
    type: queue.type,
    inPerSecond: orNaN(queue.publish),
    outPerSecond: orNaN(queue.deliver),
    ready: orNaN(queue.ready),
    unacked: orNaN(queue.unacked),
    consumers: orNaN(queue.consumers),
    isMissing: false,
    ...{ problem, tone },
    troubled: problem === undefined ? 0 : 1,
  }
}

const broken = new Set(['down', 'crashed', 'stopped', 'minority', 'nodown'])
const worstTones = { critical: 'bad', warning: 'warn', info: 'ok' } as const

function queueStanding(
  queue: TopologyQueue,
  isDeadLetterTarget: boolean,
): Pick<QueueNode, 'problem' | 'tone'> {
  const { state, deadLetter, findings, worst } = queue
  if (state !== null && broken.has(state)) return { problem: stateProblem(state), tone: 'bad' }
  // what was told of its state may be as old as its numbers
  const isSeen = queue.ready !== null
  if (deadLetter.ends === 'missing' || deadLetter.ends === 'nowhere')
    return { problem: 'dead letters lost', tone: 'bad' }
  if (findings > 0 && worst !== null && worst !== 'info')
    return { problem: findingsWord(findings), tone: worstTones[worst] }
  // where dead letters are parked nobody needs to take them
  if (queue.consumers === 0 && (queue.ready ?? 0) > 0 && !isDeadLetterTarget)
    return { problem: 'nobody takes from it', tone: 'warn' }
  return { problem: undefined, tone: isSeen ? 'ok' : 'unknown' }
}

const stateProblem = (state: string) => (state === 'minority' ? 'no majority' : state)

/** All bindings from one exchange to one queue are one edge with several words. */
function boundEdges(data: TopologyData): readonly BindingEdge[] {
  const named = data.bindings.filter((binding) => !isDefault(data, binding.from))
  const groups = Map.groupBy(named, (b) => `${b.from} ${b.toExchange ? 'e' : 'q'} ${b.to}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const from = first === undefined ? undefined : data.exchanges[first.from]
    const to = first === undefined ? undefined : targetOf(data, first)
    if (from === undefined || to === undefined) return []
    const words = group.map((b) => bindingWords(from.type, b.key, b.arguments)).filter(Boolean)
    const own = group.reduce((sum, b) => sum + orNaN(b.rate), 0)
    return [
      {
        key: `binding ${from.name} ${to.key}`,
        from: exchangeKey(from.name),
        to: to.key,
        labels: [...new Set(words)],
        is: 'binding' as const,
        mostPerSecond: Number.isNaN(own) ? Math.min(orNaN(from.in), to.rate) : own,
      },
    ]
  })
}

function targetOf(data: TopologyData, { to, toExchange }: TopologyBinding) {
  if (toExchange) {
    const exchange = data.exchanges[to]
    return exchange && { key: exchangeKey(exchange.name), rate: orNaN(exchange.in) }
  }
  const queue = data.queues[to]
  return queue && { key: queueKey(queue.name), rate: orNaN(queue.publish) }
}

/** The default exchange reaches every queue: drawn are those that nothing else leads to. */
function defaultEdges(data: TopologyData): readonly BindingEdge[] {
  const own = data.exchanges.find((exchange) => exchange.name === '')
  if (own === undefined || !isDrawn(own, data)) return []
  const bound = new Set(
    data.bindings.filter((b) => !b.toExchange && !isDefault(data, b.from)).map((b) => b.to),
  )
  return data.queues.flatMap((queue, index) =>
    bound.has(index) || isTarget(data, queue.name)
      ? []
      : [
          {
            key: `binding  ${queueKey(queue.name)}`,
            from: exchangeKey(''),
            to: queueKey(queue.name),
            labels: [],
            is: 'binding' as const,
            mostPerSecond: orNaN(queue.publish),
          },
        ],
  )
}

function alternateEdges(data: TopologyData): readonly BindingEdge[] {
  return data.alternates.flatMap(({ from, to }) => {
    const [source, target] = [data.exchanges[from], data.exchanges[to]]
    if (source === undefined || target === undefined) return []
    return [
      {
        key: `alternate ${source.name} ${target.name}`,
        from: exchangeKey(source.name),
        to: exchangeKey(target.name),
        labels: ['what it can’t route'],
        is: 'alternate' as const,
        mostPerSecond: NaN,
      },
    ]
  })
}

function deadLetterEdges(data: TopologyData): readonly DeadLetterEdge[] {
  return data.deadLetters.flatMap(({ from, to, ends }) => {
    const [queue, exchange] = [data.queues[from], data.exchanges[to]]
    if (queue === undefined || exchange === undefined) return []
    const isLost = ends === 'missing' || ends === 'nowhere'
    // by the default exchange a key is a queue's name: the arrow goes straight there
    const targets =
      exchange.name === '' && !isLost ? queue.deadLetter.queues.map(queueKey) : [exchangeKey(exchange.name)]
    return targets.map((target) => ({
      ...{ key: `dead ${queue.name} ${target}`, from: queueKey(queue.name), to: target, isLost },
    }))
  })
}
