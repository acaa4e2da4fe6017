import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { partitionsOf } from '../views/base/partitions.ts'
import { isrEvidence, minIsrEvidence } from './base/claims.ts'
import { comparedWithMinIsr, monitoring } from './base/min-isr.ts'
import { claimTopics, evidenceOf, subject, type TroubledTopic } from './base/topics.ts'
import { troubleOf, lagTimeMaxMs } from './base/trouble.ts'

const id = 'kafka/at-min-isr'

/** K03: exactly min.insync.replicas in sync, where there should be more. */
export const atMinIsr: Rule = {
  id,
  title: 'Every partition can lose one more replica',
  why: 'One more loss, and producers with acks=all are refused.',
  fix: 'Restart nothing until the missing replica is back in the ISR.',
  source: monitoring,
  evaluate: (look) =>
    comparedWithMinIsr(
      look,
      claimTopics(look, id, {
        rows: troubleOf(look).atMinIsr,
        claim: (topic) => claim(look, topic),
        more: 'are at min.insync.replicas',
      }),
    ),
}

function claim(look: Look, topic: TroubledTopic): Candidate {
  const [first] = topic.rows
  const inSync = String(partitionsOf(look).isr[first!]!.length)
  const have = topic.rows.length === 1 ? 'has' : 'have'
  return {
    entity: topic.entity,
    severity: 'warning',
    title: `${subject(look, topic)} ${have} ${inSync} replicas in sync, just what ${topic.rows.length === 1 ? 'it needs' : 'they need'}`,
    // a shorter one is the leader's own patience with a follower
    holdMs: lagTimeMaxMs(look),
    evidence: [...evidenceOf(look, topic, (row) => [isrEvidence(look, row)]), minIsrEvidence(look, first!)],
  }
}
