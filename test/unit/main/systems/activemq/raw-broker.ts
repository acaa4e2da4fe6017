import type { Json } from '../../../../../src/shared/base/json.ts'
import type { AskName } from '../../../../../src/main/systems/activemq/ask/asks.ts'
import type { RawBeans, RawEndpoint, RawReplies } from '../../../../../src/main/systems/activemq/raw.ts'

type Attributes = Readonly<Record<string, Json>>

/** What a broker says of itself, in short. */
export interface Told {
  readonly broker?: Attributes
  readonly queues?: Readonly<Record<string, Attributes>>
  readonly topics?: Readonly<Record<string, Attributes>>
  /** By the client's id; a queue's unless told. */
  readonly consumers?: Readonly<Record<string, Attributes>>
  readonly connections?: Readonly<Record<string, Attributes>>
  readonly connectors?: Readonly<Record<string, Attributes>>
  /** By its name, with the brokers it has bridges to. */
  readonly networkConnectors?: Readonly<Record<string, { readonly bridges: readonly string[] } & Attributes>>
  readonly settings?: Readonly<Record<string, Attributes>>
  readonly disk?: RawEndpoint['disk']
}

const usual = {
  queue: {
    ...{ QueueSize: 0, EnqueueCount: 0, DequeueCount: 0, DispatchCount: 0, InFlightCount: 0 },
    ...{
      ConsumerCount: 0,
      ProducerCount: 0,
      MemoryPercentUsage: 0,
      BlockedSends: 0,
      Paused: false,
      DLQ: false,
    },
  },
  consumer: {
    ...{ DestinationQueue: true, DestinationTopic: false, PrefetchSize: 100, PendingQueueSize: 0 },
    ...{ DispatchedQueueSize: 0, DequeueCounter: 0, Network: false, Active: true, SlowConsumer: false },
  },
}

/** A broker that answers. Queue counts of consumers are to be told: the broker counts them itself. */
export function broker(address: string, name: string, told: Told = {}): RawEndpoint {
  const bean = (rest: string) => `org.apache.activemq:type=Broker,brokerName=${name}${rest}`
  const all = (
    of: Readonly<Record<string, Attributes>> | undefined,
    rest: string,
    more: (id: string) => Attributes,
  ) =>
    Object.fromEntries(
      Object.entries(of ?? {}).map(([id, attributes]) => [
        bean(`${rest}${id}`),
        { ...more(id), ...attributes },
      ]),
    )
  const bridges = Object.entries(told.networkConnectors ?? {}).flatMap(([id, connector]) =>
    connector.bridges.map((remote) => [
      bean(`,connector=networkConnectors,networkConnectorName=${id},networkBridge=${remote}`),
      { RemoteBrokerName: remote, CreatedByDuplex: false, DequeueCounter: 0, ReceivedCounter: 0 },
    ]),
  )
  const beans: Partial<Record<AskName, RawBeans>> = {
    Broker: {
      [bean('')]: { BrokerName: name, BrokerVersion: '5.18.3', UptimeMillis: 9_000_000, ...told.broker },
    },
    Queues: all(told.queues, ',destinationType=Queue,destinationName=', (Name) => ({ Name, ...usual.queue })),
    Topics: all(told.topics, ',destinationType=Topic,destinationName=', (Name) => ({
      Name,
      EnqueueCount: 0,
    })),
    Consumers: all(told.consumers, ',endpoint=Consumer,consumerId=', (ClientId) => ({
      ClientId,
      ...usual.consumer,
    })),
    Producers: {},
    DynamicProducers: {},
    Connections: all(told.connections, ',connectorName=openwire,connectionName=', (ClientId) => ({
      ClientId,
      RemoteAddress: 'tcp://h:1',
    })),
    Connectors: all(told.connectors, ',connector=clientConnectors,connectorName=', () => ({ Started: true })),
    NetworkConnectors: {
      ...all(told.networkConnectors, ',connector=networkConnectors,networkConnectorName=', () => ({
        Duplex: false,
      })),
      ...(Object.fromEntries(bridges) as RawBeans),
    },
    DuplexBridges: {},
    Health: {},
    PersistenceAdapter: {},
    QueueSettings: all(told.settings, ',destinationType=Queue,destinationName=', (Name) => ({ Name })),
    TopicSettings: {},
  }
  return {
    ...{ address, roundTripMs: 1, agent: '1.7.1', beans, failures: {} },
    ...(told.disk === undefined ? {} : { disk: told.disk }),
  }
}

export const failing = (address: string, code: 'refused' | 'timeout'): RawEndpoint => ({
  ...{ address, roundTripMs: null, beans: {} },
  failures: { Broker: { code, message: `${address}: ${code}` } },
})

/** One sample in which everything was due. @param at epoch ms */
export const raw = (at: number, endpoints: readonly RawEndpoint[]): RawReplies => ({
  ...{ at, tookMs: 1, slow: true, settings: true, everyMs: 0, endpoints, cost: [] },
})
