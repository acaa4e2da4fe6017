import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const info: ExperimentInfo = {
  id: 'activemq/prefetch',
  system: 'activemq',
  title: 'Prefetch: the second consumer that stays idle',
  concepts: ['prefetch', 'fairness', 'throughput'],
  teaches: [
    'The broker hands a consumer messages before it asks for them, up to its prefetch: 1000 for a queue, unless it is told otherwise. That saves a round trip for each, where a message takes less time than its way.',
    'What was handed over is taken back from nobody. Who comes later gets what is left in the queue, even if the first one will need minutes for its own.',
    'Where a message takes long, a prefetch of 1 shares the work: the broker hands out the next when the last one is acknowledged.',
  ],
  question:
    '{messages} messages wait, {workMs} ms of work each. One consumer begins; a little later a second one comes to help, as fast as the first. How much of what is left does the second one get?',
  choices: [
    { id: 'none', label: 'Nothing, or next to nothing' },
    { id: 'some', label: 'Less than its half' },
    { id: 'half', label: 'About half' },
  ],
  parameters: [
    {
      id: 'prefetch',
      label: 'Prefetch',
      says: 'How many messages a consumer may hold that it has not acknowledged (activemq.prefetchSize).',
      kind: 'choice',
      options: [
        { value: '1000', label: '1000, as it comes' },
        { value: '50', label: '50' },
        { value: '10', label: '10' },
        { value: '1', label: '1' },
      ],
      initial: '1000',
    },
    {
      id: 'messages',
      label: 'Messages',
      says: 'How many wait in the queue. The second consumer comes when a tenth of them is done.',
      kind: 'number',
      unit: 'messages',
      min: 20,
      max: 1000,
      initial: 100,
    },
    {
      id: 'workMs',
      label: 'Work',
      says: 'What each message takes.',
      kind: 'number',
      unit: 'ms',
      min: 5,
      max: 500,
      initial: 30,
    },
  ],
  variants: 'prefetch',
  reach: 'client',
  creates: 'One queue, orrery.x.<run>.orders, by STOMP; removed through Jolokia.',
  tookAboutS: 6,
}
