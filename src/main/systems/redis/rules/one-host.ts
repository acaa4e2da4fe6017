import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { parseAddress } from '../../base/address.ts'
import { kindOf } from '../views/nodes.ts'
import { text } from '../../base/reading.ts'
import { nodeAddresses, servingMasters } from '../views/reading.ts'
import { replicasOf } from '../views/slots.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** A failover may bring masters together for as long as it takes a person to move them apart. */
const holdMs = 60_000

/** R08. Where masters and their replicas run, against what the loss of one machine would leave. */
export const oneHost: Rule = {
  id: 'redis/one-host',
  title: 'No single machine holds a whole shard, or the majority of masters',
  why: 'Replicas are elected by the majority of masters, and a shard lives on in its replicas: both are gone at once if they share a machine.',
  fix: 'Move a replica or a master to another machine: CLUSTER FAILOVER on a replica elsewhere, or CLUSTER REPLICATE.',
  source: sources.clusterSpec,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const hosts = new Set(nodeAddresses(look).map(hostOf))
    if (hosts.size === 1)
      return { candidates: [], missing: 'All servers share one address: where they run can’t be told apart' }
    return { candidates: [...hosts].flatMap((host) => candidate(look, host) ?? []) }
  },
}

function candidate(look: Look, host: string): Candidate | undefined {
  const owners = servingMasters(look).filter((address) => text(look, `node/${address}`, 'node.slots') !== '')
  const here = owners.filter((address) => hostOf(address) === host)
  const [first] = here
  if (first === undefined) return undefined
  const left = owners.length - here.length
  const hasMajority = 2 * left > owners.length
  const whole = here.filter((master) => replicasOf(look, master).every((replica) => hostOf(replica) === host))
  if (hasMajority && whole.length === 0) return undefined
  const what = hasMajority
    ? `the whole shard of ${whole.join(', ')}`
    : `${here.length} of ${owners.length} masters: no majority would be left to elect replicas`
  const title = `If ${host} fails, it takes ${what}`
  return {
    ...{ entity: `node/${first}`, severity: 'warning', title, holdMs },
    evidence: here.map((address) =>
      factEvidence(look, `node/${address}`, 'node.role', `${address} is a master`),
    ),
  }
}

function hostOf(address: string): string {
  return parseAddress(address).host
}
