import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { beliefsOf, masterNames } from '../views/beliefs.ts'
import { failoverOutlook } from '../views/failover.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** A failover leaves a moment in which the other replicas are not yet told. */
const holdMs = 15_000

/** R29. The replicas, against what a sentinel asks of one that it promotes. */
export const noCandidate: Rule = {
  id: 'redis/no-candidate',
  title: 'Every watched master has a replica that could be promoted',
  why: 'A failover begins only to end with -failover-abort-no-good-slave: the master stays down.',
  fix: 'Repair one replica now: start it, let it sync, or give it a replica-priority above 0.',
  source: sources.sentinel,
  evaluate: (look) => ({ candidates: masterNames(look).flatMap((name) => candidate(look, name) ?? []) }),
}

function candidate(look: Look, name: string): Candidate | undefined {
  const { candidates, excluded } = failoverOutlook(look, name)
  const beliefs = beliefsOf(look, name)
  const [first] = beliefs
  if (first === undefined || candidates.length > 0) return undefined
  const reasons = excluded.map(({ address, why }) => `${address}: ${why}`).join('; ')
  const title = `${name} has no replica that could be promoted${reasons === '' ? '' : ` (${reasons})`}`
  return {
    ...{ entity: `belief/${first.sentinel}/${name}`, severity: 'critical', title, holdMs },
    evidence: [factEvidence(look, first.entity, 'belief.master', title)],
  }
}
