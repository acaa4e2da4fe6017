import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { neededIsr, partitionsOf } from '../views/base/partitions.ts'
import { counted } from '../words.ts'
import { isrEvidence, minIsrEvidence } from './base/claims.ts'
import { comparedWithMinIsr, monitoring } from './base/min-isr.ts'
import { claimTopics, evidenceOf, subject, type TroubledTopic } from './base/topics.ts'
import { missingReplicas, troubleOf } from './base/trouble.ts'

const id = 'kafka/under-min-isr'

/** K02: fewer in-sync replicas than min.insync.replicas. */
export const underMinIsr: Rule = {
  id,
  title: 'Every partition has the in-sync replicas that acks=all needs',
  why: 'Producers with acks=all are refused (NOT_ENOUGH_REPLICAS), and what was written before them is not committed.',
  fix: 'Restore the missing brokers. Lowering min.insync.replicas lets producers go on, with fewer copies.',
  source: monitoring,
  evaluate: (look) =>
    comparedWithMinIsr(
      look,
      claimTopics(look, id, {
        rows: troubleOf(look).underMinIsr,
        claim: (topic) => claim(look, topic),
        more: 'are below min.insync.replicas',
        worst: (row) => partitionsOf(look).isr[row]!.length,
      }),
    ),
}

function claim(look: Look, topic: TroubledTopic): Candidate {
  const partitions = partitionsOf(look)
  const [worst] = topic.rows
  const inSync = partitions.isr[worst!]!.length
  const have = topic.rows.length === 1 ? 'has' : 'have as few as'
  const missing = new Set(topic.rows.flatMap((row) => missingReplicas(partitions, row)))
  const brokers = [...missing].sort((a, b) => a - b).join(', ')
  return {
    entity: topic.entity,
    severity: 'critical',
    title: `${subject(look, topic)} ${have} ${counted(inSync, 'replica')} in sync and need${topic.rows.length === 1 ? 's' : ''} ${String(neededIsr(partitions, worst!))}`,
    holdMs: 0,
    evidence: [...evidenceOf(look, topic, (row) => [isrEvidence(look, row)]), minIsrEvidence(look, worst!)],
    fix: `Restore broker ${brokers}. Lowering min.insync.replicas lets producers go on, with fewer copies.`,
  }
}
