import { type Catalogue, tlsOptions } from './catalogue.ts'
import { rabbitmqFacts } from './rabbitmq-facts.ts'
import { rabbitmqMetrics } from './rabbitmq-metrics.ts'
import { isOwn, nameOf } from './rabbitmq-names.ts'

/**
 * The vocabulary of RabbitMQ. Entities by path; names percent-encoded (`rabbitmq-entities.ts`):
 * `cluster` · `node/<name>` · `vhost/<name>` · `queue/<vhost>/<name>` · `exchange/<vhost>/<name>` ·
 * `policy/<vhost>/<name>` · `operator-policy/<vhost>/<name>` ·
 * `binding/<vhost>/<source>/<q or e>/<destination>/<properties key>` · `connection/<name>` · `channel/<name>` ·
 * `consumer/<vhost>/<queue>/<channel>/<tag>`
 */
export const rabbitmqCatalogue: Catalogue = {
  id: 'rabbitmq',
  name: 'RabbitMQ',
  schemes: ['rabbitmq+http', 'rabbitmq+https'],
  defaultPort: 15_672,
  schemePorts: { 'rabbitmq+https': 15_671 },
  schemeOptions: { 'rabbitmq+https': { tls: 'on' } },
  localPorts: [15_672, 15_671],
  options: [
    { key: 'vhost', label: 'Virtual hosts, by commas', placeholder: 'all that the user may see' },
    { key: 'amqp', label: 'AMQP address for experiments', placeholder: 'as the nodes tell: host:5672' },
    {
      key: 'prometheus',
      label: 'Prometheus endpoints, by commas',
      placeholder: 'port 15692 of each node, or as it tells',
    },
    ...tlsOptions,
  ],
  budgets: [],
  labs: [{ cluster: 'rabbitmq', label: 'RabbitMQ, 3 nodes', name: 'RabbitMQ' }],
  metrics: rabbitmqMetrics,
  facts: rabbitmqFacts,
  compared: ['queue.ready', 'queue.unacked', 'queue.consumers', 'queue.publish', 'queue.ack'],
  nameOf,
  isOwn,
}
