import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const info: ExperimentInfo = {
  id: 'rabbitmq/dead-letters',
  system: 'rabbitmq',
  title: 'Dead letters, and nobody to take them',
  concepts: ['durability', 'dead letters'],
  teaches: [
    'A message dies in a queue when a consumer rejects it, when its time is over, when the queue is too long, or when it was handed out too often. The queue’s dead-letter exchange takes it from there.',
    'A queue may name an exchange that doesn’t exist. RabbitMQ takes that without a word, and what dies there is gone: the publisher has its confirm, the consumer has said its word, and neither hears of it.',
    'A quorum queue can hand its dead letters over at least once: it keeps each until a queue has confirmed it.',
  ],
  question:
    'The dead-letter exchange of a queue doesn’t exist. {messages} messages are published to the queue. What becomes of those that die in it?',
  choices: [
    { id: 'lost', label: 'They are gone, and nobody is told' },
    { id: 'refused', label: 'A client is told of an error' },
    { id: 'kept', label: 'The broker keeps them until the exchange is there' },
  ],
  parameters: [
    {
      id: 'cause',
      label: 'How they die',
      says: 'What makes a message a dead letter; the last is a quorum queue with dead-letter-strategy at-least-once.',
      kind: 'choice',
      options: [
        { value: 'rejected', label: 'a consumer rejects them' },
        { value: 'expired', label: 'their time to live is over' },
        { value: 'overflow', label: 'the queue is too long' },
        { value: 'delivery-limit', label: 'handed out too often' },
        { value: 'kept', label: 'rejected, handed over at least once' },
      ],
      initial: 'rejected',
    },
    {
      id: 'messages',
      label: 'Messages',
      says: 'How many are published while the exchange is missing, and again when it is there.',
      kind: 'number',
      unit: 'messages',
      min: 10,
      max: 200,
      initial: 50,
    },
  ],
  variants: 'cause',
  reach: 'client',
  creates:
    'For an administrator a virtual host with all that is in it: two queues, two exchanges. For anyone else these four in the virtual host of the target, with x-expires.',
  tookAboutS: 10,
}
