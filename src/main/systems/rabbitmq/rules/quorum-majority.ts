import { factEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { majorityOf, quorumQueues, spareOf } from '../views/node-counts.ts'
import { counted, judged, named, unobservedQueues } from './claims.ts'
import { sources } from './sources.ts'

/** Q20. Fewer members online than it takes to agree on anything. */
export const quorumMajority: Rule = {
  id: 'rabbitmq/quorum-majority',
  title: 'Every quorum queue has a majority of its members',
  why: 'The queue has stopped: publishers get no confirm, consumers nothing.',
  fix: 'Start the nodes with its members. If they are lost for good, shrink the queue to those that are left (rabbitmq-queues shrink), knowing what may be lost.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobservedQueues(look), () =>
      quorumQueues(look)
        .filter((queue) => (spareOf(queue) ?? 0) < 0)
        .map(({ entity, name, members, online = [] }) => ({
          entity,
          severity: 'critical',
          title: `${name} has stopped: ${online.length} of ${members.length} members are online, ${majorityOf(members.length)} are needed`,
          holdMs: 3000,
          evidence: [factEvidence(look, entity, 'queue.online', `Online: ${online.join(', ') || 'none'}`)],
        })),
    ),
}

/** Q20. One more, and it stops. One finding for all: they go together, with the node that is away. */
export const quorumAtRisk: Rule = {
  id: 'rabbitmq/quorum-at-risk',
  title: 'Every quorum queue could lose one more node',
  why: 'These queues work, on a bare majority: the next node that stops, for whatever reason, stops them.',
  fix: 'Bring the missing nodes back before anything else is restarted or upgraded.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobservedQueues(look), () => {
      const bare = quorumQueues(look).filter((queue) => queue.members.length > 2 && spareOf(queue) === 0)
      return bare.length === 0 ? [] : [atRisk(look, bare)]
    }),
}

function atRisk(look: Look, bare: ReturnType<typeof quorumQueues>): Candidate {
  const away = [
    ...new Set(bare.flatMap(({ members, online = [] }) => members.filter((node) => !online.includes(node)))),
  ]
  return {
    entity: 'cluster',
    severity: 'warning',
    title: `${counted(bare.length, 'quorum queue')} can lose no more member: ${away.sort().join(', ')} ${away.length === 1 ? 'is' : 'are'} offline`,
    holdMs: 3000,
    evidence: [
      ...bare
        .slice(0, 5)
        .map(({ entity, name, online = [] }) =>
          factEvidence(look, entity, 'queue.online', `${name}: online are ${online.join(', ')}`),
        ),
      ...(bare.length > 5
        ? [factEvidence(look, bare[5]?.entity ?? '', 'queue.online', named(bare.map(({ name }) => name)))]
        : []),
    ],
  }
}
