import type { Catalogue } from './catalogue.ts'
import { kafkaFacts } from './kafka-facts.ts'
import { kafkaMetrics } from './kafka-metrics.ts'

/**
 * The vocabulary of Kafka. Entities by path:
 * `cluster` · `broker/<id>` · `disk/<broker>/<log directory>` · `topic/<name>` · `topic/<name>/<p>` a partition ·
 * `topic/<name>/<p>@<broker>` its replica · `topic/<name>/<p>/group/<id>` a group's committed offset on it ·
 * `group/<id>` · `voter/<id>` a node of the KRaft quorum, voter or observer
 */
export const kafkaCatalogue: Catalogue = {
  id: 'kafka',
  name: 'Kafka',
  schemes: ['kafka'],
  defaultPort: 9092,
  localPorts: [9092, 9093, 9094, 19092, 29092],
  metrics: kafkaMetrics,
  facts: kafkaFacts,
}
