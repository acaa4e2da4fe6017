import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

/** How long the session of a client outlives its line here: longer than any step. */
export const sessionTimeoutMs = 10_000

export const watchesInfo: ExperimentInfo = {
  id: 'zookeeper/watches',
  system: 'zookeeper',
  title: 'Watches',
  concepts: ['notification', 'consistency'],
  teaches: [
    'A watch tells that something changed, not what it became: the client has to read again.',
    'A one-shot watch is gone with its first notification. Reading again sets it again, in the same request, so no change is missed altogether; but what happens between the notification and that read is not told, and states in between are never seen.',
    'A persistent watch (3.6) stays and tells every change, recursively also of all znodes below. It still carries no data: what is read afterwards may already be newer.',
  ],
  question:
    '{writes} changes come, one every {everyMs} ms. The client takes {workMs} ms over each notification before it reads. How many notifications does it get?',
  choices: [
    { id: 'one', label: 'Just 1' },
    { id: 'fewer', label: 'More than 1, fewer than {writes}' },
    { id: 'all', label: 'Exactly {writes}' },
    { id: 'more', label: 'More than {writes}' },
  ],
  parameters: [
    {
      id: 'variant',
      label: 'Watch',
      says: 'How the client asks to be told.',
      kind: 'choice',
      initial: 'one-shot',
      options: [
        { value: 'once', label: 'one-shot, not set again' },
        { value: 'one-shot', label: 'one-shot, set again by each getData' },
        { value: 'child', label: 'one-shot on children, set again by each getChildren' },
        { value: 'persistent', label: 'persistent (3.6)' },
        { value: 'recursive', label: 'persistent recursive (3.6)' },
      ],
    },
    {
      id: 'writes',
      label: 'Changes',
      says: 'How many times the writer changes something.',
      kind: 'number',
      min: 2,
      max: 100,
      initial: 10,
    },
    {
      id: 'everyMs',
      label: 'One every',
      says: '0 sends all at once, without waiting for answers.',
      kind: 'number',
      unit: 'ms',
      min: 0,
      max: 1000,
      initial: 40,
    },
    {
      id: 'workMs',
      label: 'Work on a notification',
      says: 'What the client does between being told and reading again: decoding, reconnecting, a pause for garbage collection.',
      kind: 'number',
      unit: 'ms',
      min: 0,
      max: 1000,
      initial: 100,
    },
  ],
  variants: 'variant',
  reach: 'client',
  creates:
    'A container orrery.x.<run>.watches with one znode config below it, whose children, if any, are ephemeral; two sessions. Nothing of yours is read or written.',
  tookAboutS: 3,
}
