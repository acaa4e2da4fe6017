import type {
  DestinationIs,
  DestinationsData,
} from '../../../../shared/systems/activemq-destination-views.ts'
import type { DestinationKind } from '../../../../shared/systems/activemq-entities.ts'

/** What a list of destinations can be cut to. */
export const kinds = [
  { value: 'queues', label: 'queues' },
  { value: 'topics', label: 'topics' },
  { value: 'troubled', label: 'troubled' },
  { value: 'dlq', label: 'dead letters' },
  { value: 'advisories', label: 'advisories' },
] as const

export type Kind = (typeof kinds)[number]['value']

/** One row of the columns. */
export function destinationAt(
  data: DestinationsData,
  row: number,
): { readonly broker: string; readonly kind: DestinationKind; readonly name: string } {
  return {
    broker: data.brokers[data.broker[row] ?? -1] ?? '',
    kind: data.kind[row] === 1 ? 'topic' : 'queue',
    name: data.names[row] ?? '',
  }
}

const calm: readonly DestinationIs[] = ['flowing', 'idle']

/** Whether a row belongs to what was asked for. An empty dead letter queue is no trouble. */
export function isOfKind(data: DestinationsData, row: number, kind: Kind): boolean {
  switch (kind) {
    case 'queues':
      return data.kind[row] === 0
    case 'topics':
    case 'advisories':
      return data.kind[row] === 1
    case 'troubled':
      return !calm.includes(data.is[row] ?? 'idle')
    case 'dlq':
      return data.deadLetters[row] === 1
  }
}
