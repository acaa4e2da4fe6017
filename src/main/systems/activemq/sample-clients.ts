import { type Attributes, claimIn, numberIn, textIn } from './attributes.ts'
import type { Serving } from './broker-keys.ts'
import { Family } from './family.ts'
import { connections, consumers, producers, stores } from './readings.ts'
import { atLeastZero, type Columns } from './sample-brokers.ts'
import { sameOrNew, valueColumn } from '../base/columns.ts'
import type { EntitySet, ValueColumn } from '../sample.ts'

const consumerNumbers: Readonly<Record<string, string>> = {
  'consumer.pending': 'PendingQueueSize',
  'consumer.dispatched_queue': 'DispatchedQueueSize',
  'consumer.dispatched': 'DispatchedCounter',
  'consumer.enqueued': 'EnqueueCounter',
  'consumer.dequeued': 'DequeueCounter',
  'consumer.discarded': 'DiscardedCount',
  'consumer.prefetch': 'PrefetchSize',
}

/** Consumers, producers, connections and stores: read with the destinations. */
export class ClientFold {
  readonly #consumers = new Family('slow')
  readonly #producers = new Family('slow')
  readonly #connections = new Family('slow')
  readonly #stores = new Family('slow')
  #connectors: EntitySet | undefined

  /** Consumers that were read in this sample. */
  get consumers(): ReadonlyMap<string, Attributes> {
    return this.#consumers.fresh
  }

  columns({ brokers }: Serving): Columns {
    const of = (read: typeof consumers) => new Map([...brokers].map(([key, one]) => [key, read(key, one)]))
    this.#consumers.take(of(consumers))
    this.#producers.take(of(producers))
    this.#connections.take(of(connections))
    this.#stores.take(of(stores))
    return {
      values: [
        ...Object.entries(consumerNumbers).map(([metric, name]) =>
          this.#consumers.value(metric, (bean) => atLeastZero(numberIn(bean, name))),
        ),
        this.#producers.value('producer.sent', (bean) => atLeastZero(numberIn(bean, 'SentCount'))),
        this.#producers.value('producer.blocked_ms', (bean) =>
          atLeastZero(numberIn(bean, 'TotalTimeBlocked')),
        ),
        this.#connections.value('connection.dispatch_queue', (bean) => numberIn(bean, 'DispatchQueueSize')),
        this.#connections.value('connection.transactions', (bean) =>
          numberIn(bean, 'ActiveTransactionCount'),
        ),
        this.#connections.value('connection.oldest_transaction_ms', (bean) =>
          numberIn(bean, 'OldestActiveTransactionDuration'),
        ),
        this.#stores.value('store.size', (bean) => numberIn(bean, 'Size')),
        this.#perConnector(),
      ],
      facts: [
        this.#consumers.fact('consumer.about', aboutConsumer),
        this.#consumers.fact('consumer.active', (bean, path) =>
          path.startsWith('durable/') ? (claimIn(bean, 'Active') ?? undefined) : null,
        ),
        this.#consumers.fact('consumer.slow', (bean) => claimIn(bean, 'SlowConsumer') ?? undefined),
        this.#producers.fact('producer.about', aboutProducer),
        this.#producers.fact('producer.blocked', (bean) => claimIn(bean, 'ProducerBlocked') ?? undefined),
        this.#connections.fact('connection.about', aboutConnection),
        this.#stores.fact('store.about', aboutStore),
      ],
    }
  }

  /** Connections are counted by connector: only newer versions tell the count themselves. */
  #perConnector(): ValueColumn {
    const counts = new Map<string, number>()
    for (const path of this.#connections.fresh.keys()) {
      const [, broker, connector] = path.split('/')
      const entity = `connector/${broker}/${connector}`
      counts.set(entity, (counts.get(entity) ?? 0) + 1)
    }
    this.#connectors = sameOrNew(this.#connectors, [...counts.keys()])
    return valueColumn('connector.connections', this.#connectors, (path) => counts.get(path), 'slow')
  }
}

/** What a STOMP connection puts before a selector. */
const selectorPrefix = 'convert_string_expressions:'

function aboutConsumer(bean: Attributes) {
  const selector = textIn(bean, 'Selector')
  return {
    client: textIn(bean, 'ClientId') ?? '',
    connection: textIn(bean, 'ConnectionId'),
    kind: bean['DestinationTopic'] === true ? 'topic' : 'queue',
    destination: textIn(bean, 'DestinationName') ?? '',
    isTemporary: claimIn(bean, 'DestinationTemporary') ?? false,
    selector:
      selector?.startsWith(selectorPrefix) === true ? selector.slice(selectorPrefix.length) : selector,
    isExclusive: claimIn(bean, 'Exclusive') ?? false,
    isNetwork: claimIn(bean, 'Network') ?? false,
    priority: numberIn(bean, 'Priority') ?? null,
    user: textIn(bean, 'UserName'),
    subscription: textIn(bean, 'SubscriptionName'),
    pendingLimit: numberIn(bean, 'MaximumPendingMessageLimit') ?? null,
  }
}

function aboutProducer(bean: Attributes) {
  return {
    client: textIn(bean, 'ClientId') ?? '',
    kind: bean['DestinationQueue'] === true ? 'queue' : 'topic',
    destination: textIn(bean, 'DestinationName'),
    isTemporary: claimIn(bean, 'DestinationTemporary') ?? false,
    user: textIn(bean, 'UserName'),
  }
}

function aboutConnection(bean: Attributes) {
  return {
    client: textIn(bean, 'ClientId') ?? '',
    remote: textIn(bean, 'RemoteAddress') ?? '',
    user: textIn(bean, 'UserName'),
    isActive: claimIn(bean, 'Active'),
    isSlow: claimIn(bean, 'Slow'),
    isBlocked: claimIn(bean, 'Blocked'),
    isNetwork:
      claimIn(bean, 'NetworkConnection') === true ||
      /_(inbound|outbound)$/.test(textIn(bean, 'ClientId') ?? ''),
  }
}

function aboutStore(bean: Attributes) {
  const transactions = textIn(bean, 'Transactions')
  return {
    name: textIn(bean, 'Name') ?? '',
    data: textIn(bean, 'Data')?.slice(0, 500) ?? null,
    transactions: transactions === '[]' ? null : (transactions?.slice(0, 500) ?? null),
  }
}
