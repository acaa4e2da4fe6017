import type { Evidence } from '../../../../shared/api/findings.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { partitionsOf } from '../views/base/partitions.ts'
import { isrEvidence } from './base/claims.ts'
import { monitoring } from './base/min-isr.ts'
import { claimTopics, evidenceOf, subject, type TroubledTopic } from './base/topics.ts'
import { troubleOf } from './base/trouble.ts'

const id = 'kafka/offline-partition'

/** K01: Metadata names no leader. */
export const offlinePartition: Rule = {
  id,
  title: 'Every partition has a leader',
  why: 'Nothing can be written to or read from a partition without a leader.',
  fix: 'Bring back a broker of the last ISR. Allow an unclean election only if losing records is better than waiting.',
  source: monitoring,
  evaluate: (look) => ({
    candidates: claimTopics(look, id, {
      rows: troubleOf(look).offline,
      claim: (topic) => claim(look, topic),
      more: 'have no leader',
    }),
  }),
}

function claim(look: Look, topic: TroubledTopic): Candidate {
  const fix = whomToBringBack(topic.rows.map((row) => whoMayLead(look, row)))
  return {
    entity: topic.entity,
    severity: 'critical',
    title: `${subject(look, topic)} ${topic.rows.length === 1 ? 'has' : 'have'} no leader`,
    holdMs: 0,
    evidence: evidenceOf(look, topic, (row) => [leaderEvidence(look, row), isrEvidence(look, row)]),
    ...(fix !== undefined && { fix }),
  }
}

function leaderEvidence(look: Look, row: number): Evidence {
  const entity = partitionsOf(look).layout.paths[row]!
  const since = look.moment.facts('partition.leader').get(entity)?.since ?? look.moment.at
  return { entity, fact: 'partition.leader', from: since, to: look.moment.at, says: 'leader −1' }
}

/** @param able for each partition, who has everything; undefined: for some partition nobody is known */
function whomToBringBack(able: readonly (readonly number[])[]): string | undefined {
  const common = (able[0] ?? []).filter((broker) => able.every((list) => list.includes(broker)))
  if (common.length > 0)
    return `Bring back broker ${common.join(' or ')}: it has everything that was acknowledged.`
  if (able.some((list) => list.length === 0)) return undefined
  const all = [...new Set(able.flat())].sort((a, b) => a - b)
  return `Bring back brokers ${all.join(', ')}: together they have everything that was acknowledged.`
}

/** The last ISR, and the eligible leaders of KIP-966. */
function whoMayLead(look: Look, row: number): number[] {
  const { layout, isr } = partitionsOf(look)
  const elr = look.moment.fact(layout.paths[row]!, 'partition.elr')
  return [...new Set([...isr[row]!, ...(Array.isArray(elr) ? (elr as number[]) : [])])].sort((a, b) => a - b)
}
