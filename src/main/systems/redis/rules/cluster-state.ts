import { slotCount } from '../../../../shared/systems/redis-slots.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { number, text } from '../../base/reading.ts'
import { isServing, nodeAddresses, servingMasters } from '../views/reading.ts'
import { ownedRuns, unownedRuns } from '../views/slots.ts'
import { factEvidence } from '../../base/evidence.ts'
import { silenceOf, silentNodes } from './claims.ts'
import { sources } from './sources.ts'

/** R01. Every node's own cluster_state, and which of its clauses is broken. */
export const clusterState: Rule = {
  id: 'redis/cluster-state',
  title: 'Every node holds the cluster for ok',
  why: 'A node whose cluster_state is fail answers CLUSTERDOWN instead of serving; with full coverage required, for all slots.',
  fix: 'Bring back the master that owns the slots, or let one of its replicas take over (CLUSTER FAILOVER TAKEOVER, if no majority is left).',
  source: sources.clusterInfo,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const failing = nodeAddresses(look).filter(
      (address) => isServing(look, address) && text(look, `node/${address}`, 'node.cluster_state') === 'fail',
    )
    const silent = silentNodes(look)
    const candidates = failing.length === 0 ? [] : [candidate(look, failing)]
    return silent.length === 0 || candidates.length > 0
      ? { candidates }
      : { candidates, missing: silenceOf(silent), unjudged: [] }
  },
}

function candidate(look: Look, failing: readonly string[]): Candidate {
  return {
    entity: 'cluster',
    severity: 'critical',
    title: `The cluster refuses commands on ${failing.length} of ${nodeAddresses(look).length} nodes: ${clause(look)}`,
    holdMs: 0,
    evidence: failing.map((address) =>
      factEvidence(look, `node/${address}`, 'node.cluster_state', `${address} says cluster_state:fail`),
    ),
  }
}

/** Which of the reasons for `fail` it is, in the order in which a node checks them. */
function clause(look: Look): string {
  const holes = unownedRuns(look).length
  if (holes > 0) return 'slots without an owner'
  const owners = new Set(ownedRuns(look).map(({ owner }) => owner))
  const reached = servingMasters(look).filter((address) => owners.has(address)).length
  if (2 * reached <= owners.size)
    return `only ${reached} of ${owners.size} masters with slots answer, no majority`
  const served = number(look, 'cluster', 'cluster.slots_served')
  if (served !== null && served < slotCount) return `the owner of ${slotCount - served} slots has failed`
  return 'it has not found back to its peers yet'
}
