import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const info: ExperimentInfo = {
  id: 'rabbitmq/prefetch',
  system: 'rabbitmq',
  title: 'Prefetch: who gets the work',
  concepts: ['flow control', 'fairness'],
  teaches: [
    'A queue deals its messages out in turn, to every consumer that may hold another one. How many it may hold unacknowledged is its prefetch (basic.qos).',
    'With a small prefetch the next message goes to who has just done one, so the work is shared by speed. With a large one the queue is dealt out at once, and a slow consumer sits on its half while the fast one has nothing to do.',
    'What lies with a consumer is out of the queue: nobody else can take it until that consumer acknowledges, gives back or dies.',
  ],
  question:
    'One worker takes {fastMs} ms for a message, another {slowMs} ms. {messages} messages come at once, and each worker has a prefetch of {prefetch}. How do they share them?',
  choices: [
    { id: 'half', label: 'Half each, whatever their speed' },
    { id: 'between', label: 'The slow one has more than it can do, but less than half' },
    { id: 'speed', label: 'By their speed' },
  ],
  parameters: [
    {
      id: 'prefetch',
      label: 'Prefetch',
      says: 'How many messages a worker may hold unacknowledged.',
      kind: 'choice',
      options: [
        { value: '1', label: '1' },
        { value: '10', label: '10' },
        { value: '250', label: '250' },
      ],
      initial: '250',
    },
    {
      id: 'messages',
      label: 'Messages',
      says: 'How many come at once, when both workers are ready.',
      kind: 'number',
      unit: 'messages',
      min: 50,
      max: 1_000,
      initial: 300,
    },
    {
      id: 'fastMs',
      label: 'The fast worker takes',
      says: 'Its time for one message.',
      kind: 'number',
      unit: 'ms',
      min: 1,
      max: 100,
      initial: 5,
    },
    {
      id: 'slowMs',
      label: 'The slow worker takes',
      says: 'Its time for one message.',
      kind: 'number',
      unit: 'ms',
      min: 2,
      max: 500,
      initial: 50,
    },
  ],
  variants: 'prefetch',
  reach: 'client',
  creates:
    'For an administrator a virtual host with a queue and an exchange in it. For anyone else these two in the virtual host of the target, with x-expires.',
  tookAboutS: 12,
}
