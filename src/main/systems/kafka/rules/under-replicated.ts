import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { aboutPartition, claimEach, isrEvidence, partitionName } from './base/claims.ts'
import { monitoring } from './base/min-isr.ts'
import { lagTimeMaxMs, troubleOf } from './base/trouble.ts'
import { partitionsOf } from '../views/base/partitions.ts'

/** K04: fewer in-sync replicas than replicas, for longer than a follower may take. */
export const underReplicated: Rule = {
  id: 'kafka/under-replicated',
  title: 'Every replica is in sync',
  why: 'There are fewer copies than were asked for: the next loss may take records with it.',
  fix: 'Look at the brokers that are missing from the ISR: down, slow, or throttled?',
  source: monitoring,
  evaluate: (look) => ({
    candidates: claimEach(troubleOf(look).underReplicated, (row) => claim(look, row), 'are under-replicated'),
  }),
}

function claim(look: Look, row: number): Candidate {
  const { isr, replicas } = partitionsOf(look)
  return aboutPartition(look, row, {
    severity: 'warning',
    title: `${partitionName(look, row)} has ${String(isr[row]!.length)} of ${String(replicas[row]!.length)} replicas in sync`,
    holdMs: lagTimeMaxMs(look),
    evidence: [isrEvidence(look, row)],
  })
}
