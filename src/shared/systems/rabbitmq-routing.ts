import type { Json } from '../base/json.ts'
import { matchDirect, matchHeaders, matchTopic, plainType, type Match } from './rabbitmq-matching.ts'

type Table = { readonly [key: string]: Json }

export interface RoutingExchange {
  readonly name: string
  readonly type: string
  readonly arguments: Table
  /** In force, of arguments and policies. */
  readonly alternate: string | null
  readonly internal: boolean
}

export interface RoutingBinding {
  readonly source: string
  readonly destination: string
  readonly toExchange: boolean
  readonly key: string
  readonly arguments: Table
}

/** All that decides where a message of one virtual host goes. The default exchange needs no entry. */
export interface RoutingTable {
  readonly vhost: string
  readonly exchanges: readonly RoutingExchange[]
  readonly queues: readonly string[]
  readonly bindings: readonly RoutingBinding[]
}

export interface RoutedMessage {
  /** '' is the default exchange. */
  readonly exchange: string
  readonly key: string
  /** `CC` and `BCC` are further keys, as the broker takes them. */
  readonly headers: Table
}

/** Where a message would go, and why. */
export interface Routed {
  /** Each gets one copy; sorted. */
  readonly queues: readonly string[]
  /** Every binding that was looked at, in order. */
  readonly steps: readonly (Match & { readonly binding: RoutingBinding })[]
  /** Exchanges that it went through, in order. */
  readonly exchanges: readonly string[]
  /** An exchange could route it nowhere and handed it on. */
  readonly alternates: readonly { readonly from: string; readonly to: string }[]
  /** Exchanges that are named, and don't exist: what goes there is lost. */
  readonly missing: readonly string[]
  /** Exchanges of types that decide by more than key and headers: which of their queues get it is not known. */
  readonly unforeseen: readonly string[]
}

/** The table by name, for many questions. */
export interface RoutingIndex {
  readonly exchanges: ReadonlyMap<string, RoutingExchange>
  readonly queues: ReadonlySet<string>
  readonly bySource: ReadonlyMap<string, readonly RoutingBinding[]>
}

export function indexRouting(table: RoutingTable): RoutingIndex {
  return {
    exchanges: new Map(table.exchanges.map((exchange) => [exchange.name, exchange])),
    queues: new Set(table.queues),
    bySource: Map.groupBy(table.bindings, ({ source }) => source),
  }
}

/** Where the message would go, by the bindings alone: nothing is published. */
export function route(index: RoutingIndex, message: RoutedMessage): Routed {
  const keys = [message.key, ...furtherKeys(message.headers)]
  if (message.exchange === '') return byDefault(index, keys)
  const walk = new Walk(index, keys, message.headers)
  return walk.from(message.exchange)
}

function byDefault({ queues }: RoutingIndex, keys: readonly string[]): Routed {
  const found = [...new Set(keys)].filter((key) => queues.has(key)).sort()
  return { queues: found, steps: [], exchanges: [''], alternates: [], missing: [], unforeseen: [] }
}

function furtherKeys(headers: Table): readonly string[] {
  return ['CC', 'BCC'].flatMap((name) => {
    const value = headers[name]
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
  })
}

/** One message on its way; each exchange is visited once, as the broker does it. */
class Walk {
  readonly #index: RoutingIndex
  readonly #keys: readonly string[]
  readonly #headers: Table
  readonly #queues = new Set<string>()
  readonly #steps: Routed['steps'][number][] = []
  readonly #seen = new Set<string>()
  readonly #alternates: Routed['alternates'][number][] = []
  readonly #missing = new Set<string>()
  readonly #unforeseen = new Set<string>()

  constructor(index: RoutingIndex, keys: readonly string[], headers: Table) {
    this.#index = index
    this.#keys = keys
    this.#headers = headers
  }

  from(first: string): Routed {
    const ahead = [first]
    for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
      if (this.#seen.has(name)) continue
      const exchange = this.#index.exchanges.get(name)
      if (exchange === undefined) this.#missing.add(name)
      else {
        this.#seen.add(name)
        ahead.push(...this.#through(exchange))
      }
    }
    return {
      queues: [...this.#queues].sort(),
      steps: this.#steps,
      exchanges: [...this.#seen],
      alternates: this.#alternates,
      missing: [...this.#missing],
      unforeseen: [...this.#unforeseen],
    }
  }

  /** @returns exchanges that get it next */
  #through(exchange: RoutingExchange): readonly string[] {
    const bindings = this.#index.bySource.get(exchange.name) ?? []
    const taken = bindings.filter((binding) => this.#isTaken(exchange, binding))
    for (const { destination, toExchange } of taken) if (!toExchange) this.#queues.add(destination)
    const next = taken.filter(({ toExchange }) => toExchange).map(({ destination }) => destination)
    if (taken.length > 0 || exchange.alternate === null || this.#unforeseen.has(exchange.name)) return next
    this.#alternates.push({ from: exchange.name, to: exchange.alternate })
    return [exchange.alternate]
  }

  #isTaken(exchange: RoutingExchange, binding: RoutingBinding): boolean {
    const type = plainType(exchange.type, exchange.arguments)
    if (type === undefined) {
      this.#unforeseen.add(exchange.name)
      this.#steps.push({ matches: false, why: `${exchange.type} decides by itself`, binding })
      return false
    }
    const match = this.#match(type, binding)
    this.#steps.push({ ...match, binding })
    return match.matches
  }

  #match(type: ReturnType<typeof plainType>, { key, arguments: args }: RoutingBinding): Match {
    if (type === 'fanout') return { matches: true, why: 'fanout takes all' }
    if (type === 'headers') return matchHeaders(args, this.#headers)
    const by = type === 'topic' ? matchTopic : matchDirect
    const matches = this.#keys.map((one) => by(key, one))
    return matches.find(({ matches: taken }) => taken) ?? matches[0] ?? { matches: false, why: 'no key' }
  }
}
