import { activemqFacts } from './activemq-facts.ts'
import { activemqMetrics } from './activemq-metrics.ts'
import { type Catalogue, tlsOptions } from './catalogue.ts'
import { isOwn, nameOf } from './activemq-entities.ts'

/**
 * The vocabulary of ActiveMQ Classic. Entities by path; `<broker>` is its name, `name@host:port` for the second of two
 * that serve under one name, and never holds a slash: `network` · `endpoint/<host:port>` · `broker/<broker>` ·
 * `queue/<broker>/<name>` · `topic/<broker>/<name>` · `consumer/<broker>/<id>` · `durable/<broker>/<client>/<name>` ·
 * `producer/<broker>/<id>` · `connection/<broker>/<connector>/<remote>` · `connector/<broker>/<name>` ·
 * `networkconnector/<broker>/<name>` · `bridge/<broker>/<connector>/<remote>` · `store/<broker>/<n>`
 */
export const activemqCatalogue: Catalogue = {
  id: 'activemq',
  name: 'ActiveMQ',
  schemes: ['activemq', 'activemq+http', 'activemq+https'],
  defaultPort: 8161,
  schemePorts: { 'activemq+https': 8162 },
  schemeOptions: { 'activemq+https': { tls: 'on' } },
  defaultUser: 'admin',
  pathOption: 'path',
  localPorts: [8161],
  options: [
    { key: 'path', label: 'Path of Jolokia', placeholder: '/api/jolokia' },
    ...tlsOptions,
    { key: 'origin', label: 'Origin header', placeholder: 'the address itself' },
    { key: 'stomp', label: 'STOMP, for experiments', placeholder: 'as the broker tells: host:port' },
  ],
  budgets: [],
  labs: [
    { cluster: 'activemq', label: 'ActiveMQ, one broker', name: 'ActiveMQ' },
    { cluster: 'activemq-network', label: 'ActiveMQ, a network of two brokers', name: 'ActiveMQ network' },
    { cluster: 'activemq-pair', label: 'ActiveMQ, a master and its slave', name: 'ActiveMQ pair' },
  ],
  metrics: activemqMetrics,
  facts: activemqFacts,
  compared: [
    'destination.size',
    'destination.enqueued',
    'destination.dequeued',
    'destination.expired',
    'destination.in_flight',
    'destination.consumers',
    'consumer.pending',
    'broker.connections',
    'store.size',
  ],
  nameOf,
  isOwn,
}
