import { withReadings, type FactInfo } from './catalogue.ts'
import { activemqReadings } from './activemq-readings.ts'

type Row = readonly [
  key: string,
  label: string,
  edge: FactInfo['edge'],
  area: FactInfo['area'],
  source: string,
  about: string,
  isOwn?: true,
]

// prettier-ignore
const rows: readonly Row[] = [
  ['network.read_every', 'How often destinations are read', 'silent', null, 'own asking', 'In ms; 0: with every sample. So rarely that no broker spends more than a fortieth of its time on it.'],
  ['endpoint.state', 'State', 'notable', 'state', 'read of the broker MBean', 'Whether it answers, and if not, how it fails.'],
  ['endpoint.why', 'Reason', 'silent', null, 'read of the broker MBean', 'Why it does not answer, in a sentence.'],
  ['endpoint.broker', 'Broker that it serves', 'notable', 'ownership', 'Broker, BrokerName', 'While it does not answer: the broker it served last.', true],
  ['endpoint.slave', 'Slave', 'notable', 'ownership', 'Broker, Slave', 'It says itself that it waits for the lock. Only one whose Jolokia is open before it has the lock can say so.'],
  ['endpoint.version', 'Version', 'plain', 'configuration', 'Broker, BrokerVersion', 'Of the broker.'],
  ['endpoint.agent', 'Jolokia', 'plain', 'configuration', 'Jolokia, version', 'Version of the agent that answers.'],
  ['endpoint.asks', 'What it answers', 'silent', null, 'own asking', 'Of each read that fails: the refusal in its own words.'],
  ['broker.served_by', 'Served by', 'notable', 'ownership', 'own asking', 'The address that serves this broker now; nobody, when none does.', true],
  ['broker.rivals', 'Serve at once', 'notable', 'state', 'own asking', 'Addresses that serve under one name at once.', true],
  ['broker.id', 'Id', 'plain', 'topology', 'Broker, BrokerId', 'Another one after each start, unless the configuration sets it.', true],
  ['broker.about', 'Broker', 'plain', 'configuration', 'Broker MBean', 'Whether it is persistent, its data directory, and the addresses of its connectors.'],
  ['broker.health', 'Health', 'plain', 'state', 'service=Health, CurrentStatus', 'As it stood when somebody last called for it: the broker does not renew it by itself.'],
  ['destination.paused', 'Paused', 'notable', 'state', 'Queue, Paused', 'Somebody paused the queue: nothing is handed out.'],
  ['destination.dlq', 'Dead letters', 'plain', 'topology', 'Queue or Topic, DLQ', 'Messages land here that could not be delivered.'],
  ['destination.cursor_full', 'Cursor full', 'plain', 'state', 'Queue, CursorFull', 'The cursor can take no more messages into memory.'],
  ['destination.settings', 'Policy', 'plain', 'configuration', 'Queue or Topic', 'Settings that hold for it; read each minute.'],
  ['consumer.about', 'Consumer', 'plain', 'topology', 'Subscription MBean', 'Client, destination, selector, prefetch, and whether it is a bridge’s.'],
  ['consumer.active', 'Active', 'notable', 'state', 'DurableSubscription, Active', 'Whether the durable subscriber is connected.'],
  ['consumer.slow', 'Slow', 'silent', null, 'Subscription, SlowConsumer', 'The broker calls it slow: its prefetch was full when more came. It comes and goes with every burst.'],
  ['producer.about', 'Producer', 'silent', 'topology', 'Producer MBean', 'Client and destination.'],
  ['producer.blocked', 'Blocked', 'notable', 'state', 'Producer, ProducerBlocked', 'Flow control holds the producer up.'],
  ['connection.about', 'Connection', 'silent', 'topology', 'Connection MBean', 'Client, remote address, user; read with the destinations.'],
  ['connector.about', 'Connector', 'plain', 'topology', 'Connector MBean', 'Name, address and whether it is started.'],
  ['networkconnector.about', 'Network connector', 'plain', 'configuration', 'NetworkConnector MBean', 'What it is configured to do: duplex, TTL, conduit, static.'],
  ['networkconnector.started', 'Started', 'notable', 'state', 'NetworkConnector MBean', 'Whether the network connector runs.'],
  ['networkconnector.bridges', 'Bridges', 'notable', 'topology', 'NetworkBridge MBeans', 'Brokers that it has a bridge to; none: the network is cut here.'],
  ['bridge.about', 'Bridge', 'plain', 'topology', 'NetworkBridge MBean', 'The broker at the other end, addresses, and who opened it.'],
  ['store.about', 'Store', 'silent', null, 'PersistenceAdapter MBean', 'Name, journal files that hold data, open transactions; read each minute.'],
]

/** What ActiveMQ is said to be at an instant, beside its numbers. */
export const activemqFacts: readonly FactInfo[] = withReadings(
  rows.map(([key, label, edge, area, source, about, isOwn]) => ({
    ...{ key, label, edge, area, source, about },
    ...(isOwn === undefined ? {} : { isOwn }),
  })),
  activemqReadings,
)
