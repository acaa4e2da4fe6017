import { formatCompact, formatMeasure } from '../../../../shared/base/format-number.ts'
import type { ExchangeNode, QueueNode, TopologyGraph } from './graph.ts'

/** Which number a box shows where there is room for one. */
export type Figure = 'rates' | 'backlog'

/** "840/s"; nothing said of what was not observed is "?/s". */
export const perSecond = (rate: number): string =>
  Number.isNaN(rate) ? '?/s' : `${rate >= 10_000 ? formatCompact(rate) : formatMeasure(rate)}/s`

export const countOf = (count: number): string => (Number.isNaN(count) ? '?' : formatCompact(count))

export function exchangeLine(node: ExchangeNode): string {
  return node.gone ?? (node.isMissing ? 'does not exist' : node.type)
}

/** "12 ready" */
export function readyText({ ready, type }: QueueNode): string {
  // a stream keeps what is read: nothing in it waits
  return type === 'stream' ? `${countOf(ready)} kept` : `${countOf(ready)} ready`
}

export function consumersText({ consumers }: QueueNode): string {
  if (Number.isNaN(consumers)) return '? consumers'
  if (consumers === 0) return 'no consumer'
  return `${countOf(consumers)} consumer${consumers === 1 ? '' : 's'}`
}

export function typeText({ type, names }: QueueNode): string {
  return names.length === 1 ? type : `${names.length} ${type} queues`
}

/** All that a picture of it shows, for who does not see it. */
export function spokenQueue(node: QueueNode, graph: TopologyGraph): string {
  const sources = graph.bindings
    .filter(({ to }) => to === node.key)
    .map(({ from, labels }) => `${nameIn(graph, from)}${labels.length > 0 ? ` by ${labels.join(', ')}` : ''}`)
  const dead = graph.deadLetters
    .filter(({ from }) => from === node.key)
    .map(({ to, isLost }) => `${nameIn(graph, to)}${isLost ? ', where they are lost' : ''}`)
  return [
    `${node.names.length > 1 ? 'queues' : 'queue'} ${node.label}`,
    typeText(node),
    ...(node.gone === undefined ? figuresOf(node) : [node.gone]),
    sources.length > 0 ? `bound from ${sources.join('; ')}` : '',
    dead.length > 0 ? `dead letters go to ${dead.join('; ')}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

const figuresOf = (node: QueueNode): readonly string[] => [
  node.problem ?? '',
  `${perSecond(node.inPerSecond).replace('/s', ' a second')} in`,
  readyText(node),
  consumersText(node),
]

export function spokenExchange(node: ExchangeNode, graph: TopologyGraph): string {
  const targets = graph.bindings.filter(({ from }) => from === node.key).length
  return [
    `exchange ${exchangeName(node.name)}`,
    exchangeLine(node),
    node.problem ?? '',
    `${perSecond(node.inPerSecond).replace('/s', ' a second')} in`,
    `leads to ${targets}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function nameIn({ exchanges, queues }: TopologyGraph, key: string): string {
  const exchange = exchanges.find((each) => each.key === key)
  if (exchange !== undefined) return exchangeName(exchange.name)
  return queues.find((each) => each.key === key)?.label ?? key
}

export const exchangeName = (name: string): string => (name === '' ? '(default)' : name)

/** A text cut to a width in the middle, where names differ least. @param letterPx of one character in mono */
export function fitted(text: string, widthPx: number, letterPx: number): string {
  const room = Math.max(3, Math.floor(widthPx / letterPx))
  if (text.length <= room) return text
  const tail = Math.floor((room - 1) * 0.6)
  return `${text.slice(0, room - 1 - tail)}…${text.slice(text.length - tail)}`
}

/** Words are cut at their end. */
export function cutEnd(text: string, widthPx: number, letterPx: number): string {
  const room = Math.max(3, Math.floor(widthPx / letterPx))
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}
