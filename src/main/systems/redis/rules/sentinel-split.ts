import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { beliefsOf, masterNames } from '../views/beliefs.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** R25. The address that each sentinel gives to clients, against the others'. */
export const sentinelSplit: Rule = {
  id: 'redis/sentinel-split',
  title: 'All sentinels give the same master',
  why: 'Clients go where the sentinel that they asked sends them: some write to a server that the others have replaced.',
  fix: 'The higher configuration epoch is right. See why the others did not hear of it (__sentinel__:hello on the master), then SENTINEL RESET on them.',
  source: sources.sentinel,
  evaluate: (look) => ({ candidates: masterNames(look).flatMap((name) => candidate(look, name) ?? []) }),
}

function candidate(look: Look, name: string): Candidate | undefined {
  const beliefs = beliefsOf(look, name).filter(({ given }) => given !== null)
  const byAddress = Map.groupBy(beliefs, ({ given }) => given ?? '')
  if (byAddress.size < 2) return undefined
  const epochOf = (address: string) =>
    Math.max(...(byAddress.get(address) ?? []).map(({ epoch }) => epoch ?? -1))
  const [right = ''] = [...byAddress.keys()].sort((a, b) => epochOf(b) - epochOf(a))
  const wrong = beliefs.filter(({ given }) => given !== right)
  const [first] = wrong
  if (first === undefined) return undefined
  return {
    entity: `belief/${first.sentinel}/${name}`,
    severity: 'critical',
    title: `Sentinels give ${byAddress.size} addresses of ${name}: ${[...byAddress.keys()].join(', ')}`,
    // the leader of a failover tells the others within seconds
    holdMs: Math.max(0, ...beliefs.map(({ downAfterMs }) => downAfterMs ?? 0)),
    evidence: beliefs.map(({ entity, sentinel, given, epoch }) =>
      factEvidence(look, entity, 'belief.address', `${sentinel} gives ${given}, epoch ${epoch ?? '?'}`),
    ),
  }
}
