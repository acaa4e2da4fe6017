import type { Json } from '../../../shared/base/json.ts'
import { rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { fieldsIn, isTrue, listIn, numberIn, textIn, textsIn, type Fields } from './ask/fields.ts'
import { parsePrometheus } from './ask/prometheus.ts'
import { KeptColumns, mayHold } from './kept-columns.ts'
import { SameJson } from './same-json.ts'
import type { RawReplies } from './raw.ts'

const cluster: EntitySet = { paths: ['cluster'] }

type Columns = { readonly values: readonly ValueColumn[]; readonly facts: readonly FactColumn[] }

/** What statistics tell of a queue, by metric. */
const statistics: Readonly<Record<string, (queue: Fields) => number>> = {
  'queue.consumers': (queue) => numberIn(queue, 'consumers'),
  'queue.capacity': (queue) => numberIn(queue, 'consumer_capacity'),
  'queue.memory': (queue) => numberIn(queue, 'memory'),
  'queue.bytes': (queue) => numberIn(queue, 'message_bytes'),
  'queue.oldest': (queue) => 1000 * numberIn(queue, 'head_message_timestamp'),
  'queue.dead_pending': (queue) => numberIn(queue, 'messages_dlx'),
  'queue.publish': (queue) => counterIn(queue, 'publish'),
  'queue.deliver': (queue) => counterIn(queue, 'deliver_get'),
  'queue.ack': (queue) => counterIn(queue, 'ack'),
  'queue.redeliver': (queue) => counterIn(queue, 'redeliver'),
}

/** A counter is absent until it first counts; without any statistics nothing is known. */
function counterIn(queue: Fields, name: string): number {
  const value = numberIn(fieldsIn(queue['message_stats']), name)
  if (!Number.isNaN(value)) return value
  return Number.isNaN(numberIn(queue, 'messages_ready')) ? NaN : 0
}

/** Queues from whichever of their three sources answered: statistics, plain totals, the nodes' own endpoints. */
export class QueuesFold {
  #set: EntitySet | undefined
  readonly #totals = new KeptColumns()
  readonly #stats = new KeptColumns()
  readonly #same = new SameJson()

  /** Where numbers of queues come from in the last sample. */
  source: 'management' | 'prometheus' | 'none' = 'none'

  columns(raw: RawReplies): Columns {
    const full = raw.replies['GET /api/queues']
    const totals = raw.replies['GET /api/queues?disable_stats']
    const scraped = raw.nodes.flatMap(({ queues }) => queues ?? [])
    const facts = [...this.#described(totals ?? full)]
    const values = [...this.#messages(raw, totals ?? full, scraped), ...this.#rest(raw, full, scraped)]
    return { values: [...values, ...this.#readAt(raw.at)], facts }
  }

  #messages(raw: RawReplies, list: Json | undefined, scraped: readonly string[]): readonly ValueColumn[] {
    if (list !== undefined) {
      const byPath = queuesByPath(list)
      const of = (field: string) => (path: string) => numberIn(byPath.get(path) ?? {}, field)
      this.#set = sameOrNew(this.#set, [...byPath.keys()])
      this.source = 'management'
      return this.#totals.take(raw.at, this.#set, {
        'queue.ready': of('messages_ready'),
        'queue.unacked': of('messages_unacknowledged'),
      })
    }
    if (scraped.length > 0) {
      const found = scrapedQueues(scraped)
      const set = this.#set ?? { paths: [...found.keys()] }
      this.source = 'prometheus'
      return this.#totals.take(raw.at, set, {
        'queue.ready': (path) => found.get(path)?.ready,
        'queue.unacked': (path) => found.get(path)?.unacked,
      })
    }
    const again = mayHold(raw, ['GET /api/queues', 'GET /api/queues?disable_stats'])
      ? this.#totals.again(raw.at)
      : []
    if (again.length === 0) this.source = 'none'
    return again
  }

  #rest(raw: RawReplies, full: Json | undefined, scraped: readonly string[]): readonly ValueColumn[] {
    if (full !== undefined && this.#set !== undefined) {
      const byPath = queuesByPath(full)
      const metrics = Object.entries(statistics).map(
        ([metric, of]) => [metric, (path: string) => of(byPath.get(path) ?? {})] as const,
      )
      return this.#stats.take(raw.at, this.#set, Object.fromEntries(metrics))
    }
    if (scraped.length === 0) return raw.isStalled ? [] : this.#stats.again(raw.at)
    const found = scrapedQueues(scraped)
    const set = this.#set ?? { paths: [...found.keys()] }
    return [valueColumn('queue.consumers', set, (path) => found.get(path)?.consumers)]
  }

  #readAt(now: number): readonly ValueColumn[] {
    const at = (metric: string, kept: KeptColumns) => valueColumn(metric, cluster, () => kept.readAt(now))
    return [at('cluster.queues_read', this.#totals), at('cluster.stats_read', this.#stats)]
  }

  #described(list: Json | undefined): readonly FactColumn[] {
    if (list === undefined) return []
    const byPath = queuesByPath(list)
    const set = (this.#set = sameOrNew(this.#set, [...byPath.keys()]))
    const fact = (key: string, of: (queue: Fields) => Json | undefined) =>
      factColumn(key, set, (path) => this.#same.as(key, path, of(byPath.get(path) ?? {})))
    this.#same.forget(set.paths)
    return [
      fact('queue.about', aboutOf),
      fact('queue.policy', policyOf),
      fact('queue.state', (queue) => stateOf(queue)),
      fact('queue.leader', (queue) => textIn(queue, 'leader') ?? textIn(queue, 'node') ?? null),
      fact('queue.members', (queue) => nodesIn(queue, 'members')),
      fact('queue.online', (queue) => nodesIn(queue, 'online')),
    ]
  }
}

/** One list is read by several columns. */
const readLists = new WeakMap<object, ReadonlyMap<string, Fields>>()

function queuesByPath(list: Json): ReadonlyMap<string, Fields> {
  const known = typeof list === 'object' && list !== null ? readLists.get(list) : undefined
  if (known !== undefined) return known
  const byPath = new Map(
    listIn(list).map((queue) => [
      rabbitmqEntity('queue', textIn(queue, 'vhost') ?? '', textIn(queue, 'name') ?? ''),
      queue,
    ]),
  )
  if (typeof list === 'object' && list !== null) readLists.set(list, byPath)
  return byPath
}

function aboutOf(queue: Fields): Json {
  const args = fieldsIn(queue['arguments'])
  return {
    type: textIn(queue, 'type') ?? textIn(args, 'x-queue-type') ?? 'classic',
    durable: isTrue(queue, 'durable'),
    exclusive: isTrue(queue, 'exclusive'),
    autoDelete: isTrue(queue, 'auto_delete'),
    arguments: args,
  }
}

/** The list without statistics tells a policy's name, and not the operator's. */
function policyOf(queue: Fields): Json | undefined {
  if (!('operator_policy' in queue) && !('policy' in queue)) return undefined
  return { policy: textIn(queue, 'policy') ?? null, operator: textIn(queue, 'operator_policy') ?? null }
}

/** `idle` is no state of its own: it only says that nothing passed for a while. */
function stateOf(queue: Fields): Json | undefined {
  const state = textIn(queue, 'state')
  return state === 'idle' ? 'running' : state
}

function nodesIn(queue: Fields, key: string): Json | undefined {
  return queue[key] === undefined ? undefined : [...textsIn(queue[key])].sort()
}

interface ScrapedQueue {
  ready?: number
  unacked?: number
  consumers?: number
}

const scrapedFields: Readonly<Record<string, keyof ScrapedQueue>> = {
  rabbitmq_detailed_queue_messages_ready: 'ready',
  rabbitmq_detailed_queue_messages_unacked: 'unacked',
  rabbitmq_detailed_queue_consumers: 'consumers',
}

function scrapedQueues(texts: readonly string[]): ReadonlyMap<string, ScrapedQueue> {
  const found = new Map<string, ScrapedQueue>()
  for (const text of texts)
    for (const { name, labels, value } of parsePrometheus(text, (one) => one in scrapedFields)) {
      const path = rabbitmqEntity('queue', labels['vhost'] ?? '', labels['queue'] ?? '')
      let queue = found.get(path)
      if (queue === undefined) found.set(path, (queue = {}))
      const field = scrapedFields[name]
      if (field !== undefined) queue[field] = value
    }
  return found
}
