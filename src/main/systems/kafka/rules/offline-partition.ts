import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { aboutPartition, claimEach, isrEvidence, partitionName } from './base/claims.ts'
import { monitoring } from './base/min-isr.ts'
import { troubleOf } from './base/trouble.ts'
import { partitionsOf } from '../views/base/partitions.ts'

/** K01: Metadata names no leader. */
export const offlinePartition: Rule = {
  id: 'kafka/offline-partition',
  title: 'Every partition has a leader',
  why: 'Nothing can be written to or read from a partition without a leader.',
  fix: 'Bring back a broker of the last ISR. Allow an unclean election only if losing records is better than waiting.',
  source: monitoring,
  evaluate: (look) => ({
    candidates: claimEach(troubleOf(look).offline, (row) => claim(look, row), 'have no leader'),
  }),
}

function claim(look: Look, row: number): Candidate {
  const entity = partitionsOf(look).layout.paths[row]!
  const since = look.moment.facts('partition.leader').get(entity)?.since ?? look.moment.at
  const able = whoMayLead(look, row)
  return aboutPartition(look, row, {
    severity: 'critical',
    title: `${partitionName(look, row)} has no leader`,
    holdMs: 0,
    evidence: [
      { entity, fact: 'partition.leader', from: since, to: look.moment.at, says: 'leader −1' },
      isrEvidence(look, row),
    ],
    ...(able.length > 0 && {
      fix: `Bring back broker ${able.join(' or ')}: it has everything that was acknowledged.`,
    }),
  })
}

/** The last ISR, and the eligible leaders of KIP-966. */
function whoMayLead(look: Look, row: number): number[] {
  const { layout, isr } = partitionsOf(look)
  const elr = look.moment.fact(layout.paths[row]!, 'partition.elr')
  return [...new Set([...isr[row]!, ...(Array.isArray(elr) ? (elr as number[]) : [])])].sort((a, b) => a - b)
}
