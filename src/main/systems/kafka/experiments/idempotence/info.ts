import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const info: ExperimentInfo = {
  id: 'kafka/idempotence',
  system: 'kafka',
  title: 'Retries and the idempotent producer',
  concepts: ['delivery', 'idempotence'],
  teaches: [
    'When the answer to a write is lost, the producer can’t know whether the record was written. It sends the batch again.',
    'An idempotent producer numbers its batches: with its producer id and a sequence a broker knows a batch that it has already, and answers as it did the first time.',
    'Here Orrery’s own line between the producer and the leader swallows answers. The server is not touched.',
  ],
  question:
    'The leader writes {batches} batches whose answers are lost, and the producer sends each again. How often is each record of these batches in the log?',
  choices: [
    { id: 'once', label: 'Once' },
    { id: 'twice', label: 'Twice' },
    { id: 'lost', label: 'Not at all' },
  ],
  parameters: [
    {
      id: 'idempotence',
      label: 'enable.idempotence',
      says: 'Whether the producer numbers its batches, so that a broker knows one that comes again.',
      kind: 'choice',
      options: [
        { value: 'off', label: 'off' },
        { value: 'on', label: 'on' },
      ],
      initial: 'off',
    },
    {
      id: 'batches',
      label: 'Answers lost',
      says: 'How many batches of ten records lose their answer.',
      kind: 'number',
      min: 1,
      max: 20,
      initial: 3,
    },
  ],
  variants: 'idempotence',
  reach: 'client',
  creates: 'One topic of one partition, and a consumer group to read it with.',
  tookAboutS: 10,
}
