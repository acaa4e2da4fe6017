import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const lockInfo: ExperimentInfo = {
  id: 'redis/lock',
  system: 'redis',
  title: 'The lock that outlives its owner',
  concepts: ['mutual exclusion', 'failure detection', 'fencing'],
  teaches: [
    'A lock is a key that only one client can create. Who dies owning it can’t delete it: so it needs a time to live, set in the very command that creates it. SETNX and then EXPIRE leave a gap, and who dies in the gap leaves a lock for ever.',
    'A time to live is a promise that only the server keeps. Who is paused for longer, by its garbage collector or its hypervisor, goes on where it stood and believes that it still owns: two owners.',
    'To release is to delete only what is one’s own: compare-and-delete, in one script. That saves the other’s lock, not the data.',
    'What saves the data is a number that grows from owner to owner, and a store that refuses a lower one than the highest it has seen: fencing.',
  ],
  question: 'The first owner stops in the middle of its work. What becomes of the lock, and of the work?',
  choices: [
    { id: 'never', label: 'Nobody ever gets the lock again' },
    { id: 'well', label: 'The next gets it, and nothing is lost' },
    { id: 'overwritten', label: 'The next gets it, and the first overwrites its work' },
    { id: 'refused', label: 'The next gets it, and the first is refused' },
  ],
  parameters: [
    {
      id: 'recipe',
      label: 'Recipe',
      says: 'How the lock is taken, how its first owner stops, and what the store looks at.',
      kind: 'choice',
      initial: 'apart',
      options: [
        { value: 'apart', label: 'SETNX, then EXPIRE: dies in between' },
        { value: 'together', label: 'SET NX PX: dies owning' },
        { value: 'paused', label: 'SET NX PX: pauses, and goes on' },
        { value: 'fenced', label: 'SET NX PX and fencing token: pauses, and goes on' },
      ],
    },
    {
      id: 'ttlMs',
      label: 'Time to live',
      says: 'Of the lock. It is not renewed.',
      kind: 'number',
      unit: 'ms',
      min: 300,
      max: 20_000,
      initial: 2000,
    },
    {
      id: 'pauseMs',
      label: 'Pauses for',
      says: 'How long the first owner stops, where it goes on. Its whole thread stands still.',
      kind: 'number',
      unit: 'ms',
      min: 100,
      max: 30_000,
      initial: 3500,
    },
  ],
  variants: 'recipe',
  reach: 'client',
  creates:
    'Three keys {orrery.x.<run>.lock}…: the lock, its counter, and a hash that stands for the store. Two clients and one that looks on. Nothing of yours is read or written.',
  tookAboutS: 7,
}
