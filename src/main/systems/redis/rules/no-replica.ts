import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { failedNodes, goodReplicas, replicasOf, slotMasters } from '../views/slots.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** A replica that restarts is back by then. */
const holdMs = 10_000

/** R06. Masters with slots against their replicas that could take over. */
export const noReplica: Rule = {
  id: 'redis/no-replica',
  title: 'Every master with slots has a replica in step',
  why: 'When this master fails nobody takes over: its slots are gone, and with full coverage required the cluster with them.',
  fix: 'Start a replica, or let a master that has two give one (CLUSTER REPLICATE on it).',
  source: sources.scaling,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const owners = slotMasters(look)
    const failed = failedNodes(look)
    const good = new Map(owners.map((master) => [master, goodReplicas(look, master, failed).length]))
    return { candidates: owners.flatMap((master) => candidate(look, master, good) ?? []) }
  },
}

function candidate(look: Look, master: string, good: ReadonlyMap<string, number>): Candidate | undefined {
  if (good.get(master) !== 0) return undefined
  const all = replicasOf(look, master)
  const donor = [...good].find(([, count]) => count > 1)?.[0]
  const has = all.length === 0 ? 'has no replica' : `has no replica in step (${all.join(', ')})`
  return {
    entity: `node/${master}`,
    severity: 'warning',
    title: `Master ${master} ${has}`,
    holdMs,
    evidence: [
      factEvidence(look, `node/${master}`, 'node.replicas', `${master} ${has}`),
      ...all.map((replica) =>
        factEvidence(look, `node/${replica}`, 'node.state', `${replica} does not follow`),
      ),
    ],
    ...(donor === undefined
      ? {}
      : { fix: `${donor} has more than one replica: CLUSTER REPLICATE on one of them.` }),
  }
}
