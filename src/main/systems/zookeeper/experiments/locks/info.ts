import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'

export const locksInfo: ExperimentInfo = {
  id: 'zookeeper/locks',
  system: 'zookeeper',
  title: 'Locks',
  concepts: ['mutual exclusion', 'notification', 'failure detection'],
  teaches: [
    'A lock is an ephemeral znode: as long as its owner’s session lives, nobody else can create it; when the session ends, whatever the reason, it goes by itself.',
    'If all who wait watch that one znode, each release wakes all of them, and all but one wake in vain: the herd. If each creates a sequential znode and watches only the one before its own, a release wakes one, and the order of arrival is kept.',
    'Who dies keeps the lock until its session expires: the server can’t tell a dead client from a silent one any earlier.',
  ],
  question:
    '{contenders} clients want the lock. The first owner lets go of it. How many of the others are woken?',
  choices: [
    { id: 'none', label: 'None: they ask from time to time' },
    { id: 'one', label: '1: whose turn it is' },
    { id: 'some', label: 'Those connected to the owner’s server' },
    { id: 'all', label: 'All who wait' },
  ],
  parameters: [
    {
      id: 'variant',
      label: 'Recipe',
      says: 'What who waits puts a watch on.',
      kind: 'choice',
      initial: 'herd',
      options: [
        { value: 'herd', label: 'one znode, watched by all' },
        { value: 'queue', label: 'sequential znodes, each watches the one before' },
      ],
    },
    {
      id: 'contenders',
      label: 'Contenders',
      says: 'Clients that want the lock, each once and each with a session of its own.',
      kind: 'number',
      min: 4,
      max: 20,
      initial: 6,
    },
    {
      id: 'holdMs',
      label: 'Held for',
      says: 'How long each owner keeps the lock.',
      kind: 'number',
      unit: 'ms',
      min: 50,
      max: 5000,
      initial: 400,
    },
    {
      id: 'crash',
      label: 'Dies in the middle',
      says: 'Ended as kill −9 ends a process: no word to the server.',
      kind: 'choice',
      initial: 'owner',
      options: [
        { value: 'owner', label: 'an owner' },
        { value: 'waiting', label: 'the one whose turn is next' },
        { value: 'none', label: 'nobody' },
      ],
    },
    {
      id: 'sessionTimeoutMs',
      label: 'Session timeout',
      says: 'Asked for; the server grants between 2 and 20 of its ticks, unless configured otherwise.',
      kind: 'number',
      unit: 'ms',
      min: 1000,
      max: 40_000,
      initial: 4000,
    },
  ],
  variants: 'variant',
  reach: 'client',
  creates:
    'A container orrery.x.<run>.lock with ephemeral znodes below it; one session for each contender and one that looks on. Nothing of yours is read or written.',
  tookAboutS: 10,
}
