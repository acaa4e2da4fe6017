import { type Attributes, claimIn, numberIn } from './attributes.ts'
import type { Serving } from './broker-keys.ts'
import { ConsumerCount } from './consumer-count.ts'
import { Family } from './family.ts'
import { destinations, destinationSettings } from './readings.ts'
import { atLeastZero, type Columns } from './sample-brokers.ts'
import { sameOrNew, valueColumn } from '../base/columns.ts'
import type { EntitySet, FactColumn } from '../sample.ts'

const numbers: Readonly<Record<string, string>> = {
  'destination.size': 'QueueSize',
  'destination.enqueued': 'EnqueueCount',
  'destination.dequeued': 'DequeueCount',
  'destination.dispatched': 'DispatchCount',
  'destination.in_flight': 'InFlightCount',
  'destination.expired': 'ExpiredCount',
  'destination.forwarded': 'ForwardCount',
  'destination.consumers': 'ConsumerCount',
  'destination.producers': 'ProducerCount',
  'destination.memory_percent': 'MemoryPercentUsage',
  'destination.memory_bytes': 'MemoryUsageByteCount',
  'destination.cursor_percent': 'CursorPercentUsage',
  'destination.blocked_sends': 'BlockedSends',
  'destination.blocked_ms': 'TotalBlockedTime',
}

/** Queues and topics of all brokers, and who consumes there. */
export class DestinationFold {
  readonly #all = new Family('slow')
  readonly #settings = new Family('slow')
  #brokers: EntitySet | undefined
  readonly #temporary = new Map<string, number>()

  /** @param consumers entity → attributes, of every consumer that was read now */
  columns({ brokers }: Serving, consumers: ReadonlyMap<string, Attributes>): Columns {
    this.#all.take(new Map([...brokers].map(([key, endpoint]) => [key, destinations(key, endpoint)])))
    const counted = new ConsumerCount(consumers, this.#all.fresh.keys())
    const isRead = new Set(
      [...brokers].filter(([, endpoint]) => endpoint?.beans.Consumers !== undefined).map(([key]) => key),
    )
    const ofRead = (path: string, count: number) => (isRead.has(brokerOf(path)) ? count : undefined)
    return {
      values: [
        ...Object.entries(numbers).map(([metric, name]) =>
          this.#all.value(metric, (bean) => atLeastZero(numberIn(bean, name))),
        ),
        this.#all.value('destination.local_consumers', (_, path) => ofRead(path, counted.local(path))),
        this.#all.value('destination.network_consumers', (_, path) => ofRead(path, counted.network(path))),
        ...this.#counts(brokers),
      ],
      facts: [
        this.#all.fact('destination.paused', (bean) => claimIn(bean, 'Paused') ?? undefined),
        this.#all.fact('destination.dlq', (bean) => claimIn(bean, 'DLQ') ?? undefined),
        this.#all.fact('destination.cursor_full', (bean) => claimIn(bean, 'CursorFull') ?? undefined),
      ],
    }
  }

  /** What the policies of the broker made of each, about once a minute. */
  settings({ brokers }: Serving): readonly FactColumn[] {
    this.#settings.take(
      new Map([...brokers].map(([key, endpoint]) => [key, destinationSettings(key, endpoint)])),
    )
    for (const [key, endpoint] of brokers) {
      const temporary = endpoint?.beans.TemporaryQueues
      if (temporary !== undefined) this.#temporary.set(key, Object.keys(temporary).length)
    }
    return [this.#settings.fact('destination.settings', withoutName)]
  }

  #counts(brokers: Serving['brokers']) {
    this.#brokers = sameOrNew(
      this.#brokers,
      [...brokers.keys()].map((key) => `broker/${key}`),
    )
    const counts = new Map<string, { queues: number; topics: number }>()
    for (const path of this.#all.fresh.keys()) {
      const key = brokerOf(path)
      const count = counts.get(key) ?? { queues: 0, topics: 0 }
      if (path.startsWith('queue/')) count.queues++
      else if (!isAdvisory(path.slice('topic/'.length + key.length + 1))) count.topics++
      counts.set(key, count)
    }
    const keyOf = (path: string) => path.slice('broker/'.length)
    const has = (path: string, ask: 'Queues' | 'Topics') => brokers.get(keyOf(path))?.beans[ask] !== undefined
    return [
      valueColumn(
        'broker.queues',
        this.#brokers,
        (path) => (has(path, 'Queues') ? (counts.get(keyOf(path))?.queues ?? 0) : undefined),
        'slow',
      ),
      valueColumn(
        'broker.topics',
        this.#brokers,
        (path) => (has(path, 'Topics') ? (counts.get(keyOf(path))?.topics ?? 0) : undefined),
        'slow',
      ),
      valueColumn('broker.temporary', this.#brokers, (path) => this.#temporary.get(keyOf(path)), 'slow'),
    ]
  }
}

function withoutName(bean: Attributes): Attributes {
  return Object.fromEntries(Object.entries(bean).filter(([key]) => key !== 'Name'))
}

function isAdvisory(name: string): boolean {
  return name.startsWith('ActiveMQ.Advisory.')
}

function brokerOf(path: string): string {
  const start = path.indexOf('/') + 1
  return path.slice(start, path.indexOf('/', start))
}
