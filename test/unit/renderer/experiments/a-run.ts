import type {
  Check,
  ExperimentInfo,
  Figure,
  Run,
  RunEntry,
  RunTone,
} from '../../../../src/shared/api/experiments.ts'
import type { Json } from '../../../../src/shared/base/json.ts'

/** Written by hand after the shape of the contract, to test what knows no system. */
export const info: ExperimentInfo = {
  id: 'kafka/rebalance',
  system: 'kafka',
  title: 'Rebalance',
  concepts: ['ownership', 'hand-over'],
  teaches: [
    'A partition is read by one member of a group at a time. When members come or go, partitions change hands.',
    'Eager strategies take all partitions away and give them out anew; cooperative ones move only what must move.',
  ],
  question: 'When m{members} joins, how many of the {partitions} partitions change hands?',
  choices: [
    { id: 'none', label: 'none' },
    { id: 'least', label: 'as few as possible' },
    { id: 'more', label: 'more than that' },
    { id: 'all', label: 'all {partitions}' },
  ],
  parameters: [
    {
      id: 'strategy',
      label: 'Strategy',
      says: 'Who gets what, and how it is handed over.',
      kind: 'choice',
      options: [
        { value: 'range', label: 'range' },
        { value: 'sticky', label: 'sticky' },
        { value: 'cooperative', label: 'cooperative sticky' },
      ],
      initial: 'cooperative',
    },
    {
      id: 'members',
      label: 'Members',
      says: 'How many consumers there are.',
      kind: 'number',
      min: 2,
      max: 8,
      initial: 4,
    },
    {
      id: 'partitions',
      label: 'Partitions',
      says: 'Of the topic.',
      kind: 'number',
      min: 1,
      max: 32,
      initial: 8,
    },
    {
      id: 'sessionTimeoutMs',
      label: 'Session timeout',
      says: 'After so long a silence the coordinator drops a member.',
      kind: 'number',
      unit: 'ms',
      min: 6000,
      max: 30000,
      initial: 10000,
    },
  ],
  variants: 'strategy',
  reach: 'client',
  creates: 'One topic of 8 partitions, one consumer group, five clients of our own.',
  tookAboutS: 62,
}

export const began = Date.UTC(2026, 10, 20, 5, 25, 40)

const checks: readonly Check[] = [
  { id: 'permission', what: 'Permission to experiment', is: 'ok', says: 'given' },
  { id: 'version', what: 'Version', is: 'ok', says: 'Kafka 4.3.1 has every strategy' },
  {
    id: 'room',
    what: 'Nothing of ours is left over',
    is: 'ok',
    says: 'no topic and no group begins with orrery.x.',
  },
]

const steps = [
  { id: 'create', title: 'create', says: 'CreateTopics orders, 8 partitions, one replica each' },
  {
    id: 'm1-3',
    title: 'm1, m2, m3 join',
    says: 'three members subscribe; the coordinator forms generation 1',
  },
  { id: 'm4', title: 'm4 joins', says: 'a fourth member subscribes' },
  { id: 'kill', title: 'm2 killed', says: 'its thread ends: no LeaveGroup is sent' },
  { id: 'return', title: 'm2 returns', says: 'it joins under a new member id' },
]

type Line = readonly [
  s: number,
  kind: RunEntry['kind'],
  actor: string,
  what: string,
  says: string,
  tone?: RunTone | undefined,
  data?: Json,
]

const topic = { kind: 'topic', name: 'orrery.x.14-k3f9.orders' }
const group = { kind: 'group', name: 'orrery.x.14-k3f9.billing' }

const lines: readonly Line[] = [
  [0, 'engine', 'orrery', 'phase', ''],
  [0.2, 'step', 'create', 'begin', 'create'],
  [0.2, 'resource', 'journal', 'creating', '', undefined, topic],
  [0.6, 'observed', 'controller', 'topic', 'topic orders has 8 leaders'],
  [0.8, 'step', 'create', 'end', ''],
  [0.9, 'step', 'm1-3', 'begin', 'm1, m2, m3 join'],
  [0.9, 'resource', 'journal', 'creating', '', undefined, group],
  [1.0, 'client', 'm1', 'joining', 'JoinGroup'],
  [1.1, 'client', 'm2', 'joining', 'JoinGroup'],
  [1.1, 'client', 'm3', 'joining', 'JoinGroup'],
  [2.2, 'client', 'm1', 'assigned', 'SyncGroup → 0, 1, 2', 'ok'],
  [2.2, 'client', 'm2', 'assigned', 'SyncGroup → 3, 4, 5', 'ok'],
  [2.2, 'client', 'm3', 'assigned', 'SyncGroup → 6, 7', 'ok'],
  [2.4, 'step', 'm1-3', 'end', ''],
  [12.0, 'step', 'm4', 'begin', 'm4 joins'],
  [12.0, 'client', 'm4', 'joining', 'JoinGroup'],
  [12.4, 'client', 'm1', 'revoked', 'revoke 2, commit, rejoin', 'info'],
  [12.4, 'client', 'm2', 'revoked', 'revoke 5, commit, rejoin', 'info'],
  [13.9, 'client', 'm4', 'assigned', 'SyncGroup → 2, 5', 'ok'],
  [14.0, 'step', 'm4', 'end', ''],
  [30.0, 'step', 'kill', 'begin', 'm2 killed'],
  [30.0, 'client', 'm2', 'killed', 'killed, 106 + 106 records uncommitted', 'bad'],
  [40.0, 'observed', 'coordinator', 'dropped', 'drops m2: silent for 10 s', 'bad'],
  [40.6, 'client', 'm1', 'assigned', 'generation 7: 3 → m1', 'ok'],
  [40.6, 'client', 'm3', 'assigned', 'generation 7: 4 → m3', 'ok'],
  [42.1, 'client', 'm1', 'again', '106 records delivered again', 'warn'],
  [42.1, 'client', 'm3', 'again', '106 records delivered again', 'warn'],
  [43.0, 'step', 'kill', 'end', ''],
  [55.0, 'step', 'return', 'begin', 'm2 returns'],
  [55.0, 'client', 'm2', 'joining', 'JoinGroup, a new member id'],
  [56.1, 'client', 'm1', 'revoked', 'revoke 3, commit, rejoin', 'info'],
  [56.1, 'client', 'm3', 'revoked', 'revoke 4, commit, rejoin', 'info'],
  [57.4, 'client', 'm2', 'assigned', 'SyncGroup → 3, 4', 'ok'],
  [58.0, 'step', 'return', 'end', ''],
  [61.0, 'engine', 'orrery', 'phase', ''],
  [61.2, 'resource', 'clean-up', 'removed', '', undefined, group],
  [61.4, 'resource', 'clean-up', 'removed', 'topic orders removed', undefined, topic],
  [61.8, 'resource', 'clean-up', 'proven', 'listed again: nothing is left', 'ok'],
]

export const entries: readonly RunEntry[] = lines.map(
  ([s, kind, actor, what, says, tone, data = null], seq) => ({
    seq,
    at: began + s * 1000,
    kind,
    actor,
    what,
    says,
    ...(tone === undefined ? {} : { tone }),
    data,
  }),
)

const figures: readonly Figure[] = [
  { id: 'moved', label: 'Moved', value: 6, unit: 'count', says: '2 + 2 + 2, at three changes' },
  {
    id: 'needless',
    label: 'Needlessly moved',
    value: 0,
    unit: 'count',
    says: 'more than the least possible',
    tone: 'ok',
  },
  {
    id: 'unowned',
    label: 'Time without owner',
    value: 26_800,
    unit: 'ms',
    says: 'summed over partitions; 21.2 s of it from the crash',
    tone: 'bad',
  },
  {
    id: 'twice',
    label: 'Delivered twice',
    value: 212,
    unit: 'messages',
    says: 'of 61 800, after the crash',
    tone: 'warn',
  },
  { id: 'lost', label: 'Lost', value: null, unit: 'messages', says: 'the last numbers were not read' },
]

/** A run that came to its end. */
export const run: Run = {
  id: '14-k3f9',
  number: 14,
  experiment: info.id,
  system: 'kafka',
  targetId: 'staging',
  targetName: 'staging-kafka',
  parameters: { strategy: 'cooperative', members: 4, partitions: 8, sessionTimeoutMs: 10_000 },
  prediction: 'least',
  pace: 'auto',
  began,
  ended: began + 61_900,
  phase: 'ended',
  outcome: 'done',
  checks,
  steps,
  step: undefined,
  isHeld: false,
  entries: entries.length,
  left: [],
  verdict: {
    answer: 'least',
    observed: 'When m4 joined, partitions 2 and 5 changed hands; the other six were read on without a pause.',
    theory: '3, 3, 2 becomes 2, 2, 2, 2: two must move, and a cooperative strategy moves only those.',
    why: 'Members keep what they own while they rejoin, and give up only what the new assignment takes from them.',
    figures,
  },
  error: undefined,
}

/** The same run with another strategy, and figures of its own. */
export function variant(strategy: string, number: number, values: readonly (number | null)[]): Run {
  return {
    ...run,
    id: `${number}-aaaa`,
    number,
    began: began - (14 - number) * 600_000,
    ended: began - (14 - number) * 600_000 + 60_000,
    parameters: { ...run.parameters, strategy },
    verdict: {
      ...(run.verdict ?? { answer: undefined, observed: '', theory: '', why: '' }),
      figures: figures.map((figure, index) => ({ ...figure, value: values[index] ?? null })),
    },
  }
}
