import type { Rule } from '../../rule.ts'
import { atMinIsr } from './at-min-isr.ts'
import { commitStalled } from './commit-stalled.ts'
import { followerFallingBehind } from './follower-falling-behind.ts'
import { isrFlapping } from './isr-flapping.ts'
import { offlinePartition } from './offline-partition.ts'
import { oneBrokerExplains } from './one-broker-explains.ts'
import { underMinIsr } from './under-min-isr.ts'
import { underReplicated } from './under-replicated.ts'

/** What is checked of every moment of a Kafka cluster. */
export const rules: readonly Rule[] = [
  oneBrokerExplains,
  offlinePartition,
  underMinIsr,
  commitStalled,
  atMinIsr,
  underReplicated,
  followerFallingBehind,
  isrFlapping,
]
