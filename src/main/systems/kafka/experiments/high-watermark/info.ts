import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'
import { rateParameter } from '../rate-parameter.ts'

export const info: ExperimentInfo = {
  id: 'kafka/high-watermark',
  system: 'kafka',
  title: 'High watermark',
  concepts: ['replication', 'visibility'],
  teaches: [
    'A leader writes a record into its own log first; that moves its log end offset. Followers fetch it a moment later.',
    'The high watermark says up to where every replica in the ISR has the log. Consumers are given nothing above it, whatever the producer was told.',
    'Here a follower is paused while it is still in the ISR. The leader goes on, but the watermark cannot move without that follower, until the controller takes it out of the ISR.',
  ],
  question:
    'A follower hangs, but is still in the ISR. The producer goes on writing to the leader. What does a consumer get meanwhile?',
  choices: [
    { id: 'goes-on', label: 'Every new record: the leader has them' },
    { id: 'stops', label: 'Nothing new, until the follower is back or out of the ISR' },
    { id: 'error', label: 'An error, because a replica is missing' },
  ],
  parameters: [
    {
      id: 'acks',
      label: 'acks',
      says: 'When the producer takes a record as written: when the leader has it, or when the whole ISR has it.',
      kind: 'choice',
      options: [
        { value: '1', label: '1: the leader has it' },
        { value: 'all', label: 'all: the whole ISR has it' },
      ],
      initial: '1',
    },
    rateParameter,
  ],
  variants: 'acks',
  reach: 'fault',
  creates:
    'A topic with one partition on three brokers, and a consumer group. One broker that follows is paused until the cluster notices, about ten seconds.',
  tookAboutS: 25,
}
