import type { Rule } from '../../rule.ts'
import { alarm } from './alarm.ts'
import { channelLeak } from './channel-leak.ts'
import { confirmsLag } from './confirms-lag.ts'
import { connectionChurn } from './connection-churn.ts'
import { consumerCapacity } from './consumer-capacity.ts'
import { consumerStuck } from './consumer-stuck.ts'
import { deadLetterCycle } from './dead-letter-cycle.ts'
import { deadLetterMissing, deadLetterNowhere } from './dead-letter-lost.ts'
import { deadLetterStrategy } from './dead-letter-strategy.ts'
import { deadLettersWaiting } from './dead-letters-waiting.ts'
import { deliveryLimit } from './delivery-limit.ts'
import { deprecatedFeatures } from './deprecated-features.ts'
import { diskLimit } from './disk-limit.ts'
import { leaderSkew } from './leader-skew.ts'
import { lengthLimit } from './length-limit.ts'
import { limitAhead } from './limit-ahead.ts'
import { noConfirms } from './no-confirms.ts'
import { noConsumer } from './no-consumer.ts'
import { nodeDown } from './node-down.ts'
import { partition } from './partition.ts'
import { poisonLoop } from './poison-loop.ts'
import { prefetchHoarding } from './prefetch-hoarding.ts'
import { quorumLeader } from './quorum-leader.ts'
import { quorumAtRisk, quorumMajority } from './quorum-majority.ts'
import { quorumMembers } from './quorum-members.ts'
import { statistics } from './statistics.ts'
import { unboundedPrefetch } from './unbounded-prefetch.ts'
import { unroutable } from './unroutable.ts'
import { versions } from './versions.ts'

export const rabbitmqRules: readonly Rule[] = [
  ...[nodeDown, alarm, partition, limitAhead, diskLimit],
  ...[quorumMajority, quorumAtRisk, quorumLeader, quorumMembers, leaderSkew],
  ...[noConsumer, consumerStuck, unboundedPrefetch, prefetchHoarding, consumerCapacity, poisonLoop],
  ...[deadLetterMissing, deadLetterNowhere, deadLetterCycle, deadLetterStrategy, deadLettersWaiting],
  ...[deliveryLimit, lengthLimit, unroutable],
  ...[noConfirms, confirmsLag, connectionChurn, channelLeak],
  ...[versions, deprecatedFeatures, statistics],
]
