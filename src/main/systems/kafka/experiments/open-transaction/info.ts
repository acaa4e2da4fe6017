import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'
import { rateParameter } from '../rate-parameter.ts'

export const info: ExperimentInfo = {
  id: 'kafka/open-transaction',
  system: 'kafka',
  title: 'An open transaction holds readers back',
  concepts: ['transactions', 'visibility'],
  teaches: [
    'The last stable offset (LSO) lies below the first record of every transaction that is still open. What is above it may yet be aborted.',
    'A consumer with read_committed is given nothing above it: neither the open transaction’s records, nor those that others wrote after them.',
    'Here one producer opens a transaction, writes five records, and leaves it open, while another one writes on without transactions.',
  ],
  question:
    'A transaction stays open. What does a consumer with {isolation} get of the records that another producer writes meanwhile?',
  choices: [
    { id: 'all', label: 'All of them: they are in no transaction' },
    { id: 'none', label: 'None, until the open transaction has ended' },
    { id: 'both', label: 'All of them, and those of the open transaction too' },
  ],
  parameters: [
    {
      id: 'isolation',
      label: 'isolation.level',
      says: 'What a consumer wants to be given.',
      kind: 'choice',
      options: [
        { value: 'read_committed', label: 'read_committed' },
        { value: 'read_uncommitted', label: 'read_uncommitted' },
      ],
      initial: 'read_committed',
    },
    {
      id: 'end',
      label: 'The transaction is',
      says: 'How it ends in the end.',
      kind: 'choice',
      options: [
        { value: 'commit', label: 'committed' },
        { value: 'abort', label: 'aborted' },
      ],
      initial: 'abort',
    },
    { ...rateParameter, says: 'How fast the other producer writes; a batch every 100 ms.' },
    {
      id: 'seconds',
      label: 'Open for',
      says: 'How long the transaction stays open; the broker’s own limit is transaction.max.timeout.ms.',
      kind: 'number',
      unit: 's',
      min: 2,
      max: 30,
      initial: 5,
    },
  ],
  variants: 'isolation',
  reach: 'client',
  creates:
    'One topic of one partition, one consumer group, and a transactional id, which Kafka itself forgets later (transactional.id.expiration.ms).',
  tookAboutS: 15,
}
