import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const redirectsInfo: ExperimentInfo = {
  id: 'redis/redirects',
  system: 'redis',
  title: 'MOVED and ASK',
  concepts: ['ownership', 'routing', 'resharding'],
  teaches: [
    'MOVED says: this slot belongs to another node, remember it. ASK says: this key may already be at another node, go there once, and remember nothing.',
    'While a slot moves, its old owner answers for keys that it still has, and with ASK for those that it hasn’t. The new owner answers only who says ASKING first; to all others the slot is not yet its own.',
    'A client that follows ASK as if it were MOVED asks the new node for keys that are still at the old one: it gets null, without an error, and takes a value for missing.',
    'A command on several keys of a half-moved slot can’t be answered by either node: TRYAGAIN.',
  ],
  question:
    'Half of the slot’s {keys} keys have moved. The client reads each of them with GET. What does it get?',
  choices: [
    { id: 'all', label: 'Every value' },
    { id: 'errors', label: 'Values of what has not moved, errors for what has' },
    { id: 'nulls', label: 'Null for what has not moved, without an error' },
    { id: 'none', label: 'Errors only' },
  ],
  parameters: [
    {
      id: 'client',
      label: 'The client',
      says: 'What it makes of a redirection.',
      kind: 'choice',
      initial: 'none',
      options: [
        { value: 'none', label: 'follows none' },
        { value: 'moved', label: 'follows MOVED' },
        { value: 'sticky', label: 'follows MOVED, and takes ASK for MOVED' },
        { value: 'both', label: 'follows MOVED, and ASK for one command' },
      ],
    },
    {
      id: 'keys',
      label: 'Keys',
      says: 'Own keys of one slot. They are moved one by one, and all are read after each.',
      kind: 'number',
      min: 4,
      max: 24,
      initial: 10,
    },
    {
      id: 'everyMs',
      label: 'One key each',
      says: 'A real move takes many at once; here one can look on.',
      kind: 'number',
      unit: 'ms',
      min: 0,
      max: 5000,
      initial: 250,
    },
    {
      id: 'ends',
      label: 'The move',
      says: 'What is left halfway is taken back by the clean-up.',
      kind: 'choice',
      initial: 'whole',
      options: [
        { value: 'whole', label: 'is brought to its end' },
        { value: 'half', label: 'stops halfway' },
      ],
    },
  ],
  variants: 'client',
  reach: 'fault',
  creates:
    'Keys {orrery.x.<run>.…} of one slot that holds nothing else. The slot is moved to another master and back, which raises configuration epochs for good: so only on a cluster of the lab.',
  tookAboutS: 8,
}
