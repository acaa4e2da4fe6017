import type { Certificates } from '../host/certificates.ts'
import type { BrokerPorts } from './broker.ts'
import { saslUsers } from './sasl.ts'

export type Properties = Readonly<Record<string, string>>

export function propertiesText(properties: Properties): string {
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}

/** What every lab broker has, whoever keeps its metadata: small, quick to start, replicated as far as it can be. */
export function commonConfig(broker: BrokerPorts, brokerCount: number, dataFolder: string): Properties {
  const copies = String(Math.min(3, brokerCount))
  const minIsr = String(Math.min(2, brokerCount))
  return {
    'broker.rack': `rack-${broker.id}`,
    'log.dirs': dataFolder,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '10',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': minIsr,
    'transaction.state.log.num.partitions': '6',
    'default.replication.factor': copies,
    'min.insync.replicas': minIsr,
    'num.partitions': '3',
    'auto.create.topics.enable': 'false',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'group.initial.rebalance.delay.ms': '0',
    // each of these is memory or disk that is taken in advance, per broker or per partition
    'log.index.size.max.bytes': '65536',
    'log.segment.bytes': '16777216',
    'log.cleaner.dedupe.buffer.size': '16777216',
    'log.initial.task.delay.ms': '5000',
    'replica.fetch.response.max.bytes': '10485760',
    'socket.request.max.bytes': '104857600',
  }
}

/** A node that is broker and controller. */
export function kraftConfig(
  broker: BrokerPorts,
  all: readonly BrokerPorts[],
  certificates?: Certificates,
): Properties {
  const { proxied } = broker
  const listeners = [
    `PLAIN://127.0.0.1:${broker.clientPort}`,
    ...(broker.tlsPort === undefined ? [] : [`TLS://127.0.0.1:${broker.tlsPort}`]),
    ...(broker.saslPort === undefined ? [] : [`SASL://127.0.0.1:${broker.saslPort}`]),
  ]
  const bound = proxied ? [...listeners, `PROXIED://127.0.0.1:${proxied.port}`] : listeners
  const advertised = proxied ? [...listeners, `PROXIED://${proxied.proxy.endpoint}`] : listeners
  const voters = all.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort ?? 0}`)
  return {
    'process.roles': 'broker,controller',
    'node.id': String(broker.id),
    'controller.quorum.voters': voters.join(','),
    listeners: [...bound, `CONTROLLER://127.0.0.1:${broker.controllerPort ?? 0}`].join(','),
    'advertised.listeners': advertised.join(','),
    'listener.security.protocol.map': `PLAIN:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL,SASL:${certificates === undefined ? 'SASL_PLAINTEXT' : 'SASL_SSL'}`,
    'inter.broker.listener.name': 'PLAIN',
    'controller.listener.names': 'CONTROLLER',
    // a lost broker is noticed after 6 s instead of 9, as on ZooKeeper below; one that was killed returns as soon
    // the consumer protocol's sessions are the broker's: as long as those of classic members, not 45 s
    'group.consumer.session.timeout.ms': '10000',
    'group.consumer.min.session.timeout.ms': '1000',
    'group.consumer.heartbeat.interval.ms': '1000',
    'group.consumer.min.heartbeat.interval.ms': '500',
    'broker.session.timeout.ms': '6000',
    'broker.heartbeat.interval.ms': '1000',
    // how long fresh voters wait for each other before one of them stands
    'controller.quorum.election.timeout.ms': '500',
    'controller.quorum.election.backoff.max.ms': '500',
    'share.coordinator.state.topic.replication.factor': String(Math.min(3, all.length)),
    'share.coordinator.state.topic.min.isr': String(Math.min(2, all.length)),
    'share.coordinator.state.topic.num.partitions': '6',
    ...(broker.saslPort === undefined ? {} : saslConfig()),
    ...(certificates === undefined ? {} : tlsConfig(certificates)),
  }
}

/** A broker whose metadata is in ZooKeeper. */
export function zooKeeperConfig(broker: BrokerPorts, connect: string): Properties {
  return {
    'broker.id': String(broker.id),
    listeners: `PLAINTEXT://127.0.0.1:${broker.clientPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${broker.clientPort}`,
    'zookeeper.connect': `${connect}/kafka`,
    'zookeeper.session.timeout.ms': '6000',
  }
}

/** Of all listeners with TLS; a certificate of the client is asked for where nothing else tells who it is. */
function tlsConfig({ ca, whole, areAskedForAll }: Certificates): Properties {
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': whole,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': ca,
    'listener.name.tls.ssl.client.auth': areAskedForAll ? 'required' : 'none',
  }
}

/** Who comes over the plain listener (brokers, controllers, the lab's tools) may do everything, as may `admin`. */
function saslConfig(): Properties {
  const users = Object.entries(saslUsers).map(([user, password]) => `user_${user}="${password}"`)
  const scramModule = 'org.apache.kafka.common.security.scram.ScramLoginModule required;'
  return {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS;User:admin',
    'listener.name.sasl.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.sasl.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${users.join(' ')};`,
    'listener.name.sasl.scram-sha-256.sasl.jaas.config': scramModule,
    'listener.name.sasl.scram-sha-512.sasl.jaas.config': scramModule,
  }
}
