import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const info: ExperimentInfo = {
  id: 'activemq/acks',
  system: 'activemq',
  title: 'Acknowledgement: who gets it again',
  concepts: ['delivery', 'acknowledgement', 'transactions'],
  teaches: [
    'A broker hands messages over in advance, up to the prefetch, and keeps each until it is acknowledged. When the consumer’s connection ends, what was not acknowledged goes to somebody else, marked as redelivered: also what the dead one never looked at.',
    'With ack:auto a message counts as done when it is handed over: what lay in the dead consumer’s buffer is gone. With ack:client one ACK covers all before it, with client-individual only its own.',
    'In a transaction the acknowledgements and what was sent meanwhile take effect together, or not at all. Where the work reaches outside of the broker, nothing helps but work that bears being done twice.',
  ],
  question:
    'A consumer holds all {messages} messages and works through them, {batch} at a time. In the middle it is killed, and another one goes on. What becomes of the messages?',
  choices: [
    { id: 'lost', label: 'Some are never worked on' },
    { id: 'twice', label: 'Some are worked on twice' },
    { id: 'once', label: 'Each takes effect exactly once' },
  ],
  parameters: [
    {
      id: 'mode',
      label: 'Acknowledged',
      says: 'How the consumer says that it is done.',
      kind: 'choice',
      options: [
        { value: 'auto', label: 'auto: by being handed over' },
        { value: 'client', label: 'client: one ACK for all before it' },
        { value: 'client-individual', label: 'client-individual: each by itself' },
        { value: 'transacted', label: 'in a transaction with the work' },
      ],
      initial: 'client',
    },
    {
      id: 'crash',
      label: 'Killed',
      says: 'Where in the batch the consumer dies.',
      kind: 'choice',
      options: [
        { value: 'before', label: 'before the work' },
        { value: 'between', label: 'after the work, before it is acknowledged' },
        { value: 'after', label: 'after it is acknowledged' },
      ],
      initial: 'between',
    },
    {
      id: 'messages',
      label: 'Messages',
      says: 'How many numbered messages there are to work on.',
      kind: 'number',
      unit: 'messages',
      min: 8,
      max: 200,
      initial: 24,
    },
    {
      id: 'batch',
      label: 'Messages in a batch',
      says: 'How many are worked on before they are acknowledged together; one by one with client-individual.',
      kind: 'number',
      unit: 'messages',
      min: 1,
      max: 20,
      initial: 4,
    },
  ],
  variants: 'mode',
  reach: 'client',
  creates: 'Two queues, orrery.x.<run>.orders and orrery.x.<run>.done, by STOMP; removed through Jolokia.',
  tookAboutS: 6,
}
