import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { number, text } from '../../base/reading.ts'
import { isServing, nodeAddresses, numericSetting } from '../views/reading.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { ownFlags } from './claims.ts'
import { sources } from './sources.ts'

/** R07. How long a replica's link has been down, against what it may be to stand for election. */
export const replicaBarred: Rule = {
  id: 'redis/replica-barred',
  title: 'Every replica of the cluster may stand for election',
  why: 'A replica whose data is too old, or that is told not to, does not take over when its master fails.',
  fix: 'Let it take its data anew (see why the link to its master is down), or take cluster-replica-no-failover back.',
  source: sources.clusterSpec,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const replicas = nodeAddresses(look).filter(
      (address) => isServing(look, address) && text(look, `node/${address}`, 'node.role') === 'replica',
    )
    const blind = replicas.filter((address) => numericSetting(look, address, 'cluster-node-timeout') === null)
    const candidates = replicas.flatMap((address) => candidate(look, address) ?? [])
    if (blind.length === 0) return { candidates }
    return {
      candidates,
      missing: 'CONFIG GET is closed: grant +config|get to learn the node timeout and the validity factor',
      unjudged: blind.map((address) => `node/${address}`),
    }
  },
}

function candidate(look: Look, address: string): Candidate | undefined {
  const entity = `node/${address}`
  if (ownFlags(look, address).includes('nofailover')) {
    const title = `Replica ${address} is told not to take over (nofailover)`
    return {
      entity,
      severity: 'warning',
      title,
      holdMs: 0,
      evidence: [factEvidence(look, entity, 'node.view', title)],
    }
  }
  const downS = number(look, entity, 'node.link_down_s')
  const limitS = limitOf(look, address)
  if (downS === null || limitS === null || downS <= limitS) return undefined
  const title = `Replica ${address} is barred from election: its link has been down for ${downS} s, ${limitS} s are allowed`
  return {
    ...{ entity, severity: 'critical', title, holdMs: 0 },
    evidence: [metricEvidence(look, entity, 'node.link_down_s', title)],
  }
}

/** repl-ping-replica-period + cluster-node-timeout × cluster-replica-validity-factor, seconds; factor 0: no limit. */
function limitOf(look: Look, address: string): number | null {
  const timeoutMs = numericSetting(look, address, 'cluster-node-timeout')
  const factor = numericSetting(look, address, 'cluster-replica-validity-factor')
  const pingS = numericSetting(look, address, 'repl-ping-replica-period')
  if (timeoutMs === null || factor === null || pingS === null || factor === 0) return null
  return pingS + (timeoutMs * factor) / 1000
}
