import type { Json } from '../../../shared/base/json.ts'
import { record } from '../base/reading.ts'
import type { FactColumn, ValueColumn } from '../sample.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { EntitySet } from '../sample.ts'
import { type Attributes, claimIn, numberIn, textIn } from './attributes.ts'
import type { Serving } from './broker-keys.ts'
import type { RawEndpoint, RawFailure } from './raw.ts'

/** What a broker without an address that serves it is served by. */
export const nobody = 'nobody'

const brokerNumbers: Readonly<Record<string, string>> = {
  'broker.uptime_ms': 'UptimeMillis',
  'broker.messages': 'TotalMessageCount',
  'broker.enqueued': 'TotalEnqueueCount',
  'broker.dequeued': 'TotalDequeueCount',
  'broker.consumers': 'TotalConsumerCount',
  'broker.producers': 'TotalProducerCount',
  'broker.connections': 'CurrentConnectionsCount',
  'broker.connections_made': 'TotalConnectionsCount',
  'broker.memory_percent': 'MemoryPercentUsage',
  'broker.memory_limit': 'MemoryLimit',
  'broker.store_percent': 'StorePercentUsage',
  'broker.store_limit': 'StoreLimit',
  'broker.temp_percent': 'TempPercentUsage',
  'broker.temp_limit': 'TempLimit',
}

export interface Columns {
  readonly values: readonly ValueColumn[]
  readonly facts: readonly FactColumn[]
}

/** Addresses and brokers: what every sample tells. */
export class BrokerFold {
  #endpoints: EntitySet | undefined
  #brokers: EntitySet | undefined
  /** Free disk is looked at about once a minute, and told in every sample. */
  readonly #disks = new Map<string, NonNullable<RawEndpoint['disk']>>()

  columns(endpoints: readonly RawEndpoint[], serving: Serving): Columns {
    const byPath = new Map(endpoints.map((endpoint) => [`endpoint/${endpoint.address}`, endpoint]))
    this.#endpoints = sameOrNew(this.#endpoints, [...byPath.keys()])
    const brokers = new Map([...serving.brokers].map(([key, endpoint]) => [`broker/${key}`, endpoint]))
    this.#brokers = sameOrNew(this.#brokers, [...brokers.keys()])
    for (const { address, disk } of endpoints) if (disk !== undefined) this.#disks.set(address, disk)
    const values = [
      valueColumn(
        'endpoint.round_trip',
        this.#endpoints,
        (path) => byPath.get(path)?.roundTripMs ?? undefined,
      ),
      ...Object.entries(brokerNumbers).map(([metric, name]) =>
        valueColumn(metric, this.#brokers!, (path) =>
          atLeastZero(numberIn(brokerBean(brokers.get(path)), name)),
        ),
      ),
      valueColumn('broker.disk_free', this.#brokers, (path) => this.#diskFree(brokers.get(path))),
    ]
    const facts = [...endpointFacts(this.#endpoints, byPath, serving), ...this.#facts(brokers, serving)]
    return { values, facts }
  }

  #diskFree(endpoint: RawEndpoint | undefined): number | undefined {
    const disk = endpoint === undefined ? undefined : this.#disks.get(endpoint.address)
    return disk !== undefined && 'free' in disk ? disk.free : undefined
  }

  #facts(brokers: ReadonlyMap<string, RawEndpoint | undefined>, { rivals }: Serving): readonly FactColumn[] {
    const of = (key: string, tell: (attributes: Attributes, endpoint: RawEndpoint) => Json | undefined) =>
      factColumn(key, this.#brokers!, (path) => {
        const endpoint = brokers.get(path)
        const attributes = brokerBean(endpoint)
        return endpoint === undefined || attributes === undefined ? undefined : tell(attributes, endpoint)
      })
    return [
      factColumn('broker.served_by', this.#brokers!, (path) => brokers.get(path)?.address ?? nobody),
      factColumn('broker.rivals', this.#brokers!, (path) =>
        [...(rivals.get(path.slice('broker/'.length)) ?? [])].sort(),
      ),
      of('broker.id', (attributes) => textIn(attributes, 'BrokerId')),
      of('broker.about', (attributes, { address }) => aboutBroker(attributes, this.#disks.get(address))),
      of(
        'broker.health',
        (_, { beans }) => textIn(Object.values(beans.Health ?? {})[0], 'CurrentStatus') ?? undefined,
      ),
    ]
  }
}

export function brokerBean(endpoint: RawEndpoint | undefined): Attributes | undefined {
  return Object.values(endpoint?.beans.Broker ?? {})[0]
}

/** A negative count is how ActiveMQ says that it doesn't know. */
export function atLeastZero(value: number | undefined): number | undefined {
  return value === undefined || value < 0 ? undefined : value
}

function aboutBroker(attributes: Attributes, disk: RawEndpoint['disk']): Json {
  return {
    name: textIn(attributes, 'BrokerName'),
    version: textIn(attributes, 'BrokerVersion'),
    isPersistent: claimIn(attributes, 'Persistent'),
    directory: textIn(attributes, 'DataDirectory'),
    urls: { ...record(attributes['TransportConnectors']) },
    diskWhy: disk !== undefined && 'why' in disk ? disk.why : null,
  }
}

function endpointFacts(
  set: EntitySet,
  byPath: ReadonlyMap<string, RawEndpoint>,
  { keyOf }: Serving,
): readonly FactColumn[] {
  const of = (key: string, tell: (endpoint: RawEndpoint) => Json | undefined) =>
    factColumn(key, set, (path) => {
      const endpoint = byPath.get(path)
      return endpoint === undefined ? undefined : tell(endpoint)
    })
  return [
    of('endpoint.state', ({ failures }) => stateOf(failures.Broker)),
    of('endpoint.why', ({ failures }) => failures.Broker?.message ?? null),
    of('endpoint.broker', ({ address }) => keyOf.get(address) ?? null),
    of('endpoint.slave', (endpoint) => claimIn(brokerBean(endpoint), 'Slave') ?? undefined),
    of('endpoint.version', (endpoint) => textIn(brokerBean(endpoint), 'BrokerVersion') ?? undefined),
    of('endpoint.agent', ({ agent }) => agent),
    of('endpoint.asks', ({ failures }) =>
      Object.entries(failures).map(([ask, { message, fix }]) => ({ ask, message, fix: fix ?? null })),
    ),
  ]
}

/** As `EndpointState` of the views. */
export function stateOf(failure: RawFailure | undefined): string {
  if (failure === undefined) return 'serving'
  if (failure.unreachable === true || failure.code === 'name') return 'unreachable'
  if (failure.code === 'timeout') return 'silent'
  if (failure.code === 'refused') return 'refused'
  return failure.code === 'auth' || failure.code === 'forbidden' ? 'closed' : 'foreign'
}
