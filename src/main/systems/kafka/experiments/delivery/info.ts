import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const info: ExperimentInfo = {
  id: 'kafka/delivery',
  system: 'kafka',
  title: 'Delivery: lost, once, or twice',
  concepts: ['delivery', 'transactions'],
  teaches: [
    'A consumer commits offsets: “everything before this is done”. Kafka believes it, whether the work was done or not.',
    'Commit before the work, and a crash between the two loses it (at most once). Commit after it, and a crash repeats it (at least once).',
    'When the work’s result goes back into Kafka, result and offset can be one transaction: both happen, or neither does, as far as readers with read_committed can see.',
  ],
  question:
    'A worker is killed in the middle of a batch, and another one of its group goes on. What becomes of the records of that batch?',
  choices: [
    { id: 'lost', label: 'Some are never worked on' },
    { id: 'twice', label: 'Some are worked on twice' },
    { id: 'once', label: 'Each takes effect exactly once' },
  ],
  parameters: [
    {
      id: 'commit',
      label: 'Offset committed',
      says: 'Where in the batch the worker commits its offset.',
      kind: 'choice',
      options: [
        { value: 'before', label: 'before the work' },
        { value: 'after', label: 'after the work' },
        { value: 'transaction', label: 'with the work, in a transaction' },
      ],
      initial: 'after',
    },
    {
      id: 'records',
      label: 'Records',
      says: 'How many numbered records there are to work on.',
      kind: 'number',
      unit: 'messages',
      min: 20,
      max: 400,
      initial: 100,
    },
    {
      id: 'batch',
      label: 'Records in a batch',
      says: 'How many are worked on between two commits.',
      kind: 'number',
      unit: 'messages',
      min: 2,
      max: 50,
      initial: 10,
    },
  ],
  variants: 'commit',
  reach: 'client',
  creates:
    'Two topics of one partition, two consumer groups, and with transactions one transactional id, which Kafka itself forgets later (transactional.id.expiration.ms).',
  tookAboutS: 20,
}
