import type { Rule } from '../../rule.ts'
import { followerBehind } from './follower-behind.ts'
import { leaders } from './leaders.ts'
import { memberDown } from './member-down.ts'
import { notServing } from './not-serving.ts'
import { quorumMargin } from './quorum-margin.ts'
import { sessionWithoutConnection } from './session-without-connection.ts'

export const zookeeperRules: readonly Rule[] = [
  memberDown,
  quorumMargin,
  notServing,
  leaders,
  followerBehind,
  sessionWithoutConnection,
]
