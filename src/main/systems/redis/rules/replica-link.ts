import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { text } from '../../base/reading.ts'
import { isServing, nodeAddresses } from '../views/reading.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** A failover, or a resync from the backlog, is over by then. */
const holdMs = 10_000

/** R16's half that needs no second view: a replica that says itself that it has no link. */
export const replicaLink: Rule = {
  id: 'redis/replica-link',
  title: 'Every replica has its link to its master',
  why: 'What is written now is on the master alone; the longer it lasts, the more a failover would lose.',
  fix: 'See in the replica’s log why it can’t connect: address, masterauth and masteruser, or a master that cuts it for its output buffer.',
  source: sources.replication,
  evaluate: (look) => ({
    candidates: nodeAddresses(look)
      .filter((address) => isServing(look, address))
      .flatMap((address) => candidate(look, address) ?? []),
  }),
}

function candidate(look: Look, address: string): Candidate | undefined {
  const entity = `node/${address}`
  if (text(look, entity, 'node.role') !== 'replica' || text(look, entity, 'node.link') !== 'down')
    return undefined
  const title = `Replica ${address} has lost its link to ${text(look, entity, 'node.master') ?? 'its master'}`
  return {
    ...{ entity, severity: 'warning', title, holdMs },
    evidence: [factEvidence(look, entity, 'node.link', title)],
  }
}
