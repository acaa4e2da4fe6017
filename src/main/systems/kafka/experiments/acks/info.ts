import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'
import { rateParameter } from '../rate-parameter.ts'

export const info: ExperimentInfo = {
  id: 'kafka/acks',
  system: 'kafka',
  title: 'acks and the ISR',
  concepts: ['durability', 'replication'],
  teaches: [
    'acks says when a producer takes a record as written: at once (0), when the leader has it (1), when every replica in the ISR has it (all).',
    'min.insync.replicas says how small the ISR may be for acks=all: below it the leader refuses, rather than promise what few copies hold.',
    'Here one follower hangs until it has left the ISR, then the other one hangs, and then the leader dies. Afterwards every acknowledged record is looked for.',
  ],
  question:
    'The followers hang while the producer writes, then the leader dies and a follower takes over. Which of the records that were acknowledged with acks={acks} are in the log afterwards?',
  choices: [
    { id: 'all', label: 'All of them' },
    { id: 'not-last', label: 'Not the last ones: only the dead leader had them' },
    { id: 'none', label: 'None written since the first follower hung' },
  ],
  parameters: [
    {
      id: 'acks',
      label: 'acks',
      says: 'When the producer takes a record as written.',
      kind: 'choice',
      options: [
        { value: '0', label: '0: it was sent' },
        { value: '1', label: '1: the leader has it' },
        { value: 'all', label: 'all: the whole ISR has it' },
      ],
      initial: '1',
    },
    {
      id: 'minIsr',
      label: 'min.insync.replicas',
      says: 'With acks=all the leader refuses to write while fewer replicas than this are in sync.',
      kind: 'choice',
      options: [
        { value: '1', label: '1' },
        { value: '2', label: '2' },
        { value: '3', label: '3' },
      ],
      initial: '2',
    },
    {
      id: 'timeout',
      label: 'Request timeout',
      says: 'With acks=all: how long the leader may wait for the ISR before it says REQUEST_TIMED_OUT. Kafka’s clients then send again; this one does not, so that each record’s fate is known.',
      kind: 'number',
      unit: 's',
      min: 1,
      max: 60,
      initial: 5,
    },
    rateParameter,
  ],
  variants: 'acks',
  reach: 'fault',
  creates:
    'A topic with one partition on three brokers, and a consumer group. Two brokers are paused and one is killed and started again, so other topics of this cluster are without a leader for some seconds.',
  tookAboutS: 45,
}
