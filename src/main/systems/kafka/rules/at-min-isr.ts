import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { aboutPartition, claimEach, isrEvidence, minIsrEvidence, partitionName } from './base/claims.ts'
import { comparedWithMinIsr, monitoring } from './base/min-isr.ts'
import { troubleOf, lagTimeMaxMs } from './base/trouble.ts'
import { partitionsOf } from '../views/base/partitions.ts'

/** K03: exactly min.insync.replicas in sync, where there should be more. */
export const atMinIsr: Rule = {
  id: 'kafka/at-min-isr',
  title: 'Every partition can lose one more replica',
  why: 'One more loss, and producers with acks=all are refused.',
  fix: 'Restart nothing until the missing replica is back in the ISR.',
  source: monitoring,
  evaluate: (look) =>
    comparedWithMinIsr(
      look,
      claimEach(troubleOf(look).atMinIsr, (row) => claim(look, row), 'are at min.insync.replicas'),
    ),
}

function claim(look: Look, row: number): Candidate {
  const { isr } = partitionsOf(look)
  return aboutPartition(look, row, {
    severity: 'warning',
    title: `${partitionName(look, row)} has ${String(isr[row]!.length)} replicas in sync, just what it needs`,
    // a shorter one is the leader's own patience with a follower
    holdMs: lagTimeMaxMs(look),
    evidence: [isrEvidence(look, row), minIsrEvidence(look, row)],
  })
}
