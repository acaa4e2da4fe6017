import type { Json } from '../base/json.ts'
import { plainType } from './rabbitmq-matching.ts'
import type { DeadLetter, QueueSetting, QueueSettings } from './rabbitmq-queue-views.ts'
import { route, type RoutingIndex } from './rabbitmq-routing.ts'

type Table = { readonly [key: string]: Json }

/** A queue as far as its settings go. Policies are those in force, operator policy merged by the broker or here. */
export interface SettingSources {
  readonly arguments: Table
  readonly policy: Table
  readonly operatorPolicy: Table
}

/** Arguments that policies can set too, by the policy's word. */
const keys = [
  'message-ttl',
  'expires',
  'max-length',
  'max-length-bytes',
  'overflow',
  'delivery-limit',
  'dead-letter-exchange',
  'dead-letter-routing-key',
  'dead-letter-strategy',
  'queue-leader-locator',
  'max-age',
  'max-in-memory-length',
  'initial-cluster-size',
] as const

/** Of two numbers the broker takes the lower; of anything else the argument, then the operator's word. */
export function settingsInForce(sources: SettingSources): readonly QueueSetting[] {
  return keys.flatMap((key) => {
    const told: readonly QueueSetting[] = [
      { key, value: sources.arguments[`x-${key}`], from: 'argument' as const },
      { key, value: sources.operatorPolicy[key], from: 'operator policy' as const },
      { key, value: sources.policy[key], from: 'policy' as const },
    ].flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]))
    const [first] = told
    if (first === undefined) return []
    if (typeof first.value !== 'number') return [first]
    return [told.reduce((low, one) => (Number(one.value) < Number(low.value) ? one : low))]
  })
}

export function settingsOf(inForce: readonly QueueSetting[], args: Table): QueueSettings {
  const of = new Map(inForce.map(({ key, value }) => [key, value]))
  const number = (key: string) => numberOrNull(of.get(key))
  const word = (key: string) => {
    const value = of.get(key)
    return typeof value === 'string' ? value : null
  }
  return {
    messageTtlMs: number('message-ttl'),
    expiresMs: number('expires'),
    maxLength: number('max-length'),
    maxBytes: number('max-length-bytes'),
    overflow: word('overflow'),
    deliveryLimit: number('delivery-limit'),
    deadLetterExchange: word('dead-letter-exchange'),
    deadLetterKey: word('dead-letter-routing-key'),
    deadLetterStrategy: word('dead-letter-strategy'),
    singleActiveConsumer: args['x-single-active-consumer'] === true,
    maxPriority: numberOrNull(args['x-max-priority']),
  }
}

function numberOrNull(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}

/**
 * Where what a queue gives up ends, by the bindings.
 * @param ownKeys keys by which messages come into the queue; undefined: any
 */
export function deadLetterOf(
  index: RoutingIndex,
  { deadLetterExchange: exchange, deadLetterKey: key }: QueueSettings,
  ownKeys: readonly string[] | undefined,
): DeadLetter {
  if (exchange === null) return { ends: 'none', exchange, key: null, queues: [] }
  if (exchange !== '' && !index.exchanges.has(exchange)) return { ends: 'missing', exchange, key, queues: [] }
  const possible = possibleQueues(index, exchange)
  if (exchange !== '' && possible.length === 0) return { ends: 'nowhere', exchange, key, queues: [] }
  const known = key === null ? ownKeys : [key]
  if (decidesOtherwise(index, exchange)) return { ends: 'depends', exchange, key, queues: possible }
  if (takesAll(index, exchange)) return { ends: 'queues', exchange, key, queues: possible }
  if (known === undefined || known.length === 0) return { ends: 'depends', exchange, key, queues: possible }
  const routed = known.map((one) => route(index, { exchange, key: one, headers: {} }).queues)
  const queues = [...new Set(routed.flat())].sort()
  if (queues.length === 0) return { ends: 'nowhere', exchange, key, queues }
  return { ends: routed.every((one) => one.length > 0) ? 'queues' : 'depends', exchange, key, queues }
}

/** Exchanges that can be reached from one, by any key; itself first. */
function reachable(index: RoutingIndex, exchange: string): readonly string[] {
  const seen = new Set([exchange])
  for (const name of seen) {
    const alternate = index.exchanges.get(name)?.alternate
    if (typeof alternate === 'string') seen.add(alternate)
    for (const { destination, toExchange } of index.bySource.get(name) ?? [])
      if (toExchange) seen.add(destination)
  }
  return [...seen]
}

function possibleQueues(index: RoutingIndex, exchange: string): readonly string[] {
  const queues = reachable(index, exchange)
    .flatMap((name) => index.bySource.get(name) ?? [])
    .filter(({ toExchange }) => !toExchange)
    .map(({ destination }) => destination)
  return [...new Set(queues)].sort()
}

/** By headers, or by a type that can't be foretold. */
function decidesOtherwise(index: RoutingIndex, exchange: string): boolean {
  return reachable(index, exchange).some((name) => {
    const found = index.exchanges.get(name)
    if (found === undefined) return false
    const type = plainType(found.type, found.arguments)
    return type === undefined || type === 'headers'
  })
}

/** Whatever the key, it lands: a fanout to a queue at once. */
function takesAll(index: RoutingIndex, exchange: string): boolean {
  const found = index.exchanges.get(exchange)
  if (found === undefined || plainType(found.type, found.arguments) !== 'fanout') return false
  return (index.bySource.get(exchange) ?? []).some(({ toExchange }) => !toExchange)
}
