import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { aboutPartition, claimEach, isrEvidence, minIsrEvidence, partitionName } from './base/claims.ts'
import { comparedWithMinIsr, monitoring } from './base/min-isr.ts'
import { missingReplicas, troubleOf } from './base/trouble.ts'
import { neededIsr, partitionsOf } from '../views/base/partitions.ts'

/** K02: fewer in-sync replicas than min.insync.replicas. */
export const underMinIsr: Rule = {
  id: 'kafka/under-min-isr',
  title: 'Every partition has the in-sync replicas that acks=all needs',
  why: 'Producers with acks=all are refused (NOT_ENOUGH_REPLICAS), and what was written before them is not committed.',
  fix: 'Restore the missing brokers. Lowering min.insync.replicas lets producers go on, with fewer copies.',
  source: monitoring,
  evaluate: (look) =>
    comparedWithMinIsr(
      look,
      claimEach(troubleOf(look).underMinIsr, (row) => claim(look, row), 'are below min.insync.replicas'),
    ),
}

function claim(look: Look, row: number): Candidate {
  const partitions = partitionsOf(look)
  const needed = neededIsr(partitions, row)
  const missing = missingReplicas(partitions, row).join(', ')
  return aboutPartition(look, row, {
    severity: 'critical',
    title: `${partitionName(look, row)} has ${String(partitions.isr[row]!.length)} replicas in sync and needs ${String(needed)}`,
    holdMs: 0,
    evidence: [isrEvidence(look, row), minIsrEvidence(look, row)],
    fix: `Restore broker ${missing}. Lowering min.insync.replicas lets producers go on, with fewer copies.`,
  })
}
