import type { Catalogue } from './catalogue.ts'

/**
 * The vocabulary of Kafka. Entities by path:
 * `broker/<id>` · `topic/<name>` · `topic/<name>/<p>` a partition · `topic/<name>/<p>@<broker>` its replica ·
 * `topic/<name>/<p>/group/<id>` a group's committed offset on it · `group/<id>` · `voter/<id>` of the KRaft quorum · `cluster`
 */
export const kafkaCatalogue: Catalogue = {
  id: 'kafka',
  name: 'Kafka',
  schemes: ['kafka'],
  defaultPort: 9092,
  localPorts: [9092, 9093, 9094, 19092, 29092],
  metrics: [],
  facts: [],
}
