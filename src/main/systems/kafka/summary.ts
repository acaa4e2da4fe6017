import type { Look } from '../moment.ts'
import { counted } from './words.ts'

/** "Kafka 4.3 · 3 brokers" */
export function summaryOf({ moment }: Look): string {
  const version = moment.fact('cluster', 'cluster.version')
  const brokers = moment.facts('broker.address').size
  const name = typeof version === 'string' ? `Kafka ${version}` : 'Kafka'
  return `${name} · ${counted(brokers, 'broker')}`
}
