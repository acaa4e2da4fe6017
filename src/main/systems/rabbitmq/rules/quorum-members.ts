import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { quorumQueues, type QuorumModel } from '../views/node-counts.ts'
import { nodeNames } from '../views/reading.ts'
import { counted, judged, named, unobservedQueues } from './claims.ts'
import { sources } from './sources.ts'

/** Documented: from here on replication only gets slower. */
const mostMembers = 7

/** Q21. Members against the nodes there are. */
export const quorumMembers: Rule = {
  id: 'rabbitmq/quorum-members',
  title: 'Quorum queues have members that can outvote a failure',
  why: 'One member is no replica; an even number survives no more failures than one less; a member on a node that is gone still counts as a vote that never comes.',
  fix: 'rabbitmq-queues grow <node> all adds members, shrink <node> removes those of a node that is gone; three or five are right.',
  source: sources.quorum,
  evaluate: (look) => judged(unobservedQueues(look), () => [...withStrangers(look), ...ofBadSize(look)]),
}

function withStrangers(look: Look): readonly Candidate[] {
  const known = new Set(nodeNames(look))
  return quorumQueues(look).flatMap(({ entity, name, members }): readonly Candidate[] => {
    const strangers = members.filter((node) => !known.has(node))
    if (strangers.length === 0) return []
    return [
      {
        entity,
        severity: 'warning',
        title: `${name} counts on ${named(strangers)}, which the cluster does not know`,
        holdMs: 10_000,
        evidence: [factEvidence(look, entity, 'queue.members', `Members: ${members.join(', ')}`)],
      },
    ]
  })
}

/** One for each virtual host: sizes come from how queues are declared there. */
function ofBadSize(look: Look): readonly Candidate[] {
  const nodes = nodeNames(look).length
  const isBad = ({ members: { length } }: QuorumModel) =>
    length > 0 && (length > mostMembers || (nodes >= 3 && (length === 1 || length % 2 === 0)))
  const bad = Map.groupBy(quorumQueues(look).filter(isBad), ({ vhost }) => vhost)
  return [...bad].map(([vhost, queues]) => ({
    entity: rabbitmqEntity('vhost', vhost),
    severity: 'warning',
    title: `${counted(queues.length, 'quorum queue')} in ${vhost} ${queues.length === 1 ? 'has' : 'have'} ${sizesOf(queues)}: ${named(queues.map(({ name }) => name))}`,
    holdMs: 10_000,
    evidence: queues
      .slice(0, 5)
      .map(({ entity, name, members }) =>
        factEvidence(look, entity, 'queue.members', `${name}: ${members.join(', ')}`),
      ),
  }))
}

function sizesOf(queues: readonly QuorumModel[]): string {
  const sizes = [...new Set(queues.map(({ members }) => members.length))].sort((a, b) => a - b)
  return sizes.length === 1 && sizes[0] === 1 ? '1 member' : `${sizes.join(' or ')} members`
}
