import type { Parameter } from '../../../../shared/api/experiments.ts'

/** Of the numbering producer. */
export const rateParameter: Parameter = {
  id: 'rate',
  label: 'Records a second',
  says: 'How fast the producer writes; a batch every 100 ms.',
  kind: 'number',
  unit: 'messages per second',
  min: 10,
  max: 1_000,
  initial: 100,
}
