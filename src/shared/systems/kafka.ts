import { type Catalogue, tlsOptions } from './catalogue.ts'
import { kafkaFacts } from './kafka-facts.ts'
import { kafkaMetrics } from './kafka-metrics.ts'
import { nameOf } from './kafka-entities.ts'

/**
 * The vocabulary of Kafka. Entities by path:
 * `cluster` · `broker/<id>` · `disk/<broker>/<log directory>` · `topic/<name>` · `topic/<name>/<p>` a partition ·
 * `topic/<name>/<p>@<broker>` its replica · `topic/<name>/<p>/group/<id>` a group's committed offset on it ·
 * `group/<id>` · `voter/<id>` a node of the KRaft quorum, voter or observer
 */
export const kafkaCatalogue: Catalogue = {
  id: 'kafka',
  name: 'Kafka',
  schemes: ['kafka', 'kafkas'],
  defaultPort: 9092,
  schemePorts: { kafkas: 9093 },
  schemeOptions: { kafkas: { tls: 'on' } },
  localPorts: [9092, 9093, 9094, 19092, 29092],
  options: [
    {
      key: 'mechanism',
      label: 'SASL mechanism',
      choices: [
        { value: '', label: 'none, or the strongest offered' },
        { value: 'plain', label: 'PLAIN' },
        { value: 'scram-sha-256', label: 'SCRAM-SHA-256' },
        { value: 'scram-sha-512', label: 'SCRAM-SHA-512' },
      ],
    },
    ...tlsOptions,
  ],
  budgets: [{ key: 'requestsPerSecond', label: 'Requests a second, at most' }],
  labs: [
    { cluster: 'kafka', label: 'Kafka 4.3, 3 brokers, KRaft', name: 'Kafka' },
    { cluster: 'kafka-zk', label: 'Kafka 3.9 on ZooKeeper', name: 'Kafka on ZooKeeper' },
  ],
  metrics: kafkaMetrics,
  facts: kafkaFacts,
  compared: ['partition.hw', 'partition.logStart', 'commit.offset', 'group.lag', 'broker.size'],
  nameOf,
}
