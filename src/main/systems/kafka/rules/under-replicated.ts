import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { partitionsOf } from '../views/base/partitions.ts'
import { isrEvidence } from './base/claims.ts'
import { monitoring } from './base/min-isr.ts'
import { claimTopics, evidenceOf, subject, type TroubledTopic } from './base/topics.ts'
import { lagTimeMaxMs, troubleOf } from './base/trouble.ts'

const id = 'kafka/under-replicated'

/** K04: fewer in-sync replicas than replicas, for longer than a follower may take. */
export const underReplicated: Rule = {
  id,
  title: 'Every replica is in sync',
  why: 'There are fewer copies than were asked for: the next loss may take records with it.',
  fix: 'Look at the brokers that are missing from the ISR: down, slow, or throttled?',
  source: monitoring,
  evaluate: (look) => ({
    candidates: claimTopics(look, id, {
      rows: troubleOf(look).underReplicated,
      claim: (topic) => claim(look, topic),
      more: 'are under-replicated',
      worst: (row) => partitionsOf(look).isr[row]!.length,
    }),
  }),
}

function claim(look: Look, topic: TroubledTopic): Candidate {
  const { isr, replicas } = partitionsOf(look)
  const [worst] = topic.rows
  const have = topic.rows.length === 1 ? 'has' : 'have as few as'
  return {
    entity: topic.entity,
    severity: 'warning',
    title: `${subject(look, topic)} ${have} ${String(isr[worst!]!.length)} of ${String(replicas[worst!]!.length)} replicas in sync`,
    // of the topic: no partition that heals in time hides one that doesn't
    holdMs: lagTimeMaxMs(look),
    evidence: evidenceOf(look, topic, (row) => [isrEvidence(look, row)]),
  }
}
