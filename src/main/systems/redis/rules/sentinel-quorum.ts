import type { Look } from '../../moment.ts'
import type { Candidate, Outcome, Rule } from '../../rule.ts'
import { beliefsOf, masterNames } from '../views/beliefs.ts'
import { sentinelAddresses } from '../views/reading.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** Sentinels that were just started have to meet first. */
const holdMs = 5000

/** R24. What each sentinel answers to CKQUORUM. */
export const sentinelQuorum: Rule = {
  id: 'redis/sentinel-quorum',
  title: 'Every sentinel finds its quorum',
  why: 'Without a quorum nobody agrees that a master is down, and without a majority nobody may fail it over: it stays down.',
  fix: 'Start the sentinels that are missing, or set a quorum that those that exist can reach (SENTINEL SET <name> quorum).',
  source: sources.sentinel,
  evaluate(look): Outcome {
    if (sentinelAddresses(look).length === 0) return { candidates: [] }
    const told = masterNames(look).flatMap((name) => beliefsOf(look, name))
    if (told.every(({ quorumOk }) => quorumOk === null))
      return { candidates: [], missing: 'No sentinel answers CKQUORUM' }
    return { candidates: masterNames(look).flatMap((name) => candidate(look, name) ?? []) }
  },
}

function candidate(look: Look, name: string): Candidate | undefined {
  const failing = beliefsOf(look, name).filter(({ quorumOk }) => quorumOk === false)
  const [first] = failing
  if (first === undefined) return undefined
  const who = failing.map(({ sentinel }) => sentinel).join(', ')
  return {
    entity: `belief/${first.sentinel}/${name}`,
    severity: 'critical',
    title: `${name} could not be failed over, say ${who}: ${first.quorumSays ?? ''}`,
    holdMs,
    evidence: failing.map(({ entity, quorumSays }) =>
      factEvidence(look, entity, 'belief.quorum', quorumSays ?? 'No quorum'),
    ),
  }
}
