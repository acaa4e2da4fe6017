import type { Json } from '../../../../shared/base/json.ts'

/** What is read, by a name that gaps and capabilities use. */
export const askNames = [
  'Broker',
  'Connectors',
  'NetworkConnectors',
  'DuplexBridges',
  'Health',
  'Queues',
  'Topics',
  'Consumers',
  'Producers',
  'DynamicProducers',
  'Connections',
  'PersistenceAdapter',
  'QueueSettings',
  'TopicSettings',
  'TemporaryQueues',
] as const
export type AskName = (typeof askNames)[number]

/**
 * `tick`: every sample. `slow`: what there are thousands of, so rarely that it costs the broker little.
 * `settings`: about once a minute.
 */
export type AskCadence = 'tick' | 'slow' | 'settings'

export interface Ask {
  readonly name: AskName
  readonly cadence: AskCadence
  /** What it is good for, in the words of the capability map. */
  readonly what: string
  /** Key properties after `org.apache.activemq:type=Broker,brokerName=*`, as the policy of Jolokia has to allow them. */
  readonly beans: string
  readonly attributes: readonly string[]
}

// prettier-ignore
const rows: readonly (readonly [AskName, AskCadence, string, string, string])[] = [
  ['Broker', 'tick', 'Brokers: limits, totals, uptime', '',
    'BrokerName BrokerId BrokerVersion UptimeMillis Persistent Slave DataDirectory TotalMessageCount TotalEnqueueCount TotalDequeueCount TotalConsumerCount TotalProducerCount CurrentConnectionsCount TotalConnectionsCount MemoryPercentUsage MemoryLimit StorePercentUsage StoreLimit TempPercentUsage TempLimit TransportConnectors'],
  ['Connectors', 'tick', 'Connectors, and connections they turned away', ',connector=clientConnectors,connectorName=*',
    'Started ConnectionCount MaxConnectionExceededCount'],
  ['NetworkConnectors', 'tick', 'Network connectors and their bridges', ',connector=networkConnectors,*',
    'Name Duplex MessageTTL ConsumerTTL ConduitSubscriptions DynamicOnly BridgeTempDestinations DecreaseNetworkConsumerPriority UserName Started BridgeExceptionCount AutoStart LocalBrokerName LocalAddress RemoteBrokerName RemoteAddress CreatedByDuplex ReceivedCounter EnqueueCounter DequeueCounter'],
  ['DuplexBridges', 'tick', 'Bridges that neighbours opened as duplex', ',connector=duplexNetworkConnectors,*',
    'LocalBrokerName LocalAddress RemoteBrokerName RemoteAddress CreatedByDuplex ReceivedCounter EnqueueCounter DequeueCounter'],
  ['Health', 'tick', 'Health, as last called for', ',service=Health', 'CurrentStatus'],
  ['Queues', 'slow', 'Queues: messages, in flight, consumers, memory', ',destinationType=Queue,destinationName=*',
    'Name QueueSize EnqueueCount DequeueCount DispatchCount InFlightCount ExpiredCount ForwardCount ConsumerCount ProducerCount MemoryPercentUsage MemoryUsageByteCount CursorPercentUsage CursorFull BlockedSends TotalBlockedTime Paused DLQ'],
  ['Topics', 'slow', 'Topics: messages, consumers, memory', ',destinationType=Topic,destinationName=*',
    'Name EnqueueCount DequeueCount DispatchCount InFlightCount ExpiredCount ForwardCount ConsumerCount ProducerCount MemoryPercentUsage MemoryUsageByteCount BlockedSends TotalBlockedTime DLQ'],
  ['Consumers', 'slow', 'Subscriptions: prefetch, dispatched, pending, selectors; durable ones also while inactive', ',endpoint=Consumer,*',
    'ClientId ConnectionId DestinationName DestinationQueue DestinationTopic DestinationTemporary Selector PrefetchSize PendingQueueSize DispatchedQueueSize DispatchedCounter EnqueueCounter DequeueCounter DiscardedCount MaximumPendingMessageLimit Exclusive Network Priority SlowConsumer Active Durable SubscriptionName UserName'],
  ['Producers', 'slow', 'Producers, and whom flow control holds up', ',endpoint=Producer,*',
    'ClientId DestinationName DestinationQueue DestinationTemporary UserName SentCount ProducerBlocked TotalTimeBlocked'],
  ['DynamicProducers', 'slow', 'Producers that name a destination with each message', ',endpoint=dynamicProducer,*',
    'ClientId DestinationName DestinationQueue DestinationTemporary UserName SentCount ProducerBlocked TotalTimeBlocked'],
  ['Connections', 'slow', 'Connections, and their open transactions', ',connector=clientConnectors,connectorName=*,connectionViewType=remoteAddress,connectionName=*',
    'ClientId RemoteAddress UserName Active Slow Blocked DispatchQueueSize ActiveTransactionCount OldestActiveTransactionDuration NetworkConnection'],
  ['PersistenceAdapter', 'slow', 'The store: size, journal files, open transactions', ',service=PersistenceAdapter,*',
    'Name Size Data Transactions'],
  ['QueueSettings', 'settings', 'Policy of queues', ',destinationType=Queue,destinationName=*',
    'Name MaxPageSize MemoryLimit ProducerFlowControl UseCache PrioritizedMessages MaxAuditDepth MaxProducersToAudit SendDuplicateFromStoreToDLQ MessageGroupType Options'],
  ['TopicSettings', 'settings', 'Policy of topics', ',destinationType=Topic,destinationName=*',
    'Name MemoryLimit ProducerFlowControl UseCache PrioritizedMessages AlwaysRetroactive Options'],
  ['TemporaryQueues', 'settings', 'Temporary queues, of clients that wait for replies', ',destinationType=TempQueue,destinationName=*', 'Name'],
]

/** Everything that is read. Attributes are named always: what isn't named may cost much, or fail. */
export const asks: readonly Ask[] = rows.map(([name, cadence, what, beans, attributes]) => ({
  ...{ name, cadence, what, beans, attributes: attributes.split(' ') },
}))

export const askOf = (name: AskName): Ask => asks[askNames.indexOf(name)]!

/** The ask as Jolokia takes it: whatever the broker is called, it is the one that answers there. */
export function readRequest({ beans, attributes }: Ask): Json {
  return {
    type: 'read',
    mbean: `org.apache.activemq:type=Broker,brokerName=*${beans}`,
    attribute: [...attributes],
    // one attribute that fails (6.x: wire formats of connections) must not take the others with it
    config: { ignoreErrors: true, includeStackTrace: 'false' },
  }
}
