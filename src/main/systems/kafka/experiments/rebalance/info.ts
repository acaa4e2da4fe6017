import type { ExperimentInfo } from '../../../../../shared/api/experiments.ts'
import { strategies, strategyNames } from '../../../../../shared/systems/kafka-rebalance.ts'

export const info: ExperimentInfo = {
  id: 'kafka/rebalance',
  system: 'kafka',
  title: 'Rebalance',
  concepts: ['ownership', 'membership', 'failure detection'],
  teaches: [
    'The members of a consumer group share out the partitions of a topic: each partition has one owner, and only its owner reads it. Whenever a member comes or goes the group shares them out anew.',
    'What that costs depends on the strategy. An eager one (range, round robin, sticky) stops everybody: all partitions are given back before any is handed out, even to the same owner. Cooperative sticky and the consumer protocol stop only those that move.',
    'A member that leaves says so, and the group goes on at once. One that crashes is missed only after its session timeout: until then nobody reads its partitions, and what it read without committing is read again.',
  ],
  question:
    'One more member joins a group of {members}: how many of its {partitions} partitions change hands?',
  choices: [
    { id: 'none', label: 'none' },
    { id: 'needed', label: 'as many as the newcomer needs for its share' },
    { id: 'more', label: 'more than that, but not all' },
    { id: 'all', label: 'all of them' },
  ],
  parameters: [
    {
      id: 'strategy',
      label: 'Strategy',
      says: 'Who decides what goes where, and what is given back before.',
      kind: 'choice',
      options: strategies.map((value) => ({ value, label: strategyNames[value] })),
      initial: 'cooperative-sticky',
    },
    {
      id: 'partitions',
      label: 'Partitions',
      says: 'Of the topic. A member more than there are partitions has nothing to do.',
      kind: 'number',
      min: 1,
      max: 32,
      initial: 8,
    },
    {
      id: 'members',
      label: 'Members',
      says: 'At the start. One more joins, one is killed and comes back, one leaves.',
      kind: 'number',
      min: 2,
      max: 8,
      initial: 3,
    },
    {
      id: 'rate',
      label: 'Records per second',
      says: 'Written steadily over all partitions, numbered, so that none is lost unseen.',
      kind: 'number',
      unit: 'messages per second',
      min: 10,
      max: 2000,
      initial: 200,
    },
    {
      id: 'sessionTimeout',
      label: 'Session timeout',
      says: 'session.timeout.ms: how long a silent member is waited for. The consumer protocol takes the broker’s own, group.consumer.session.timeout.ms.',
      kind: 'number',
      unit: 's',
      min: 1,
      max: 60,
      initial: 10,
    },
  ],
  variants: 'strategy',
  reach: 'client',
  creates:
    'A topic, a consumer group, a producer and up to nine consumers of our own. The first group that a cluster ever has makes its internal topic __consumer_offsets, too; that stays.',
  tookAboutS: 45,
}
