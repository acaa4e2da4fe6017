import type { Look } from '../../moment.ts'
import type { Candidate, Outcome, Rule } from '../../rule.ts'
import { givenAddress, masterNames } from '../views/beliefs.ts'
import { roleOf } from '../views/node-row.ts'
import { groupOf } from '../views/nodes.ts'
import { text } from '../../base/reading.ts'
import { isServing, servingMasters } from '../views/reading.ts'
import { factEvidence } from '../../base/evidence.ts'
import { silenceOf } from './claims.ts'
import { sources } from './sources.ts'

/** Two samples: roles of several servers are not read at the very same instant. */
const holdMs = 1000

/** R26. Whom sentinels name, against what that server says; and how many of one group say that they are masters. */
export const splitBrain: Rule = {
  id: 'redis/split-brain',
  title: 'What sentinels name as master is the only one, and says so',
  why: 'A master that was replaced and woke up takes writes until a sentinel makes it a replica: then they are thrown away.',
  fix: 'Keep clients off the old master; if sentinels don’t convert it within 10 s, REPLICAOF it to the new one. In containers, check that an address was not given to another server.',
  source: sources.sentinel,
  evaluate(look): Outcome {
    const names = masterNames(look)
    const silent = names.flatMap((name) => {
      const given = givenAddress(look, name)
      return given !== null && !isServing(look, given) ? [`node/${given}`] : []
    })
    const candidates = names.flatMap((name) => candidate(look, name) ?? [])
    return silent.length === 0 ? { candidates } : { candidates, missing: silenceOf(silent), unjudged: silent }
  },
}

function candidate(look: Look, name: string): Candidate | undefined {
  const given = givenAddress(look, name)
  const masters = servingMasters(look).filter((address) => groupOf(look, address) === name)
  if (given === null) return undefined
  if (isServing(look, given) && roleOf(look, given) !== 'master')
    return {
      entity: `node/${given}`,
      severity: 'critical',
      title: `Sentinels name ${given} as master of ${name}, but it says that it is a ${text(look, `node/${given}`, 'node.role') ?? '?'}`,
      holdMs,
      evidence: [factEvidence(look, `node/${given}`, 'node.role', `${given} is no master`)],
    }
  const others = masters.filter((address) => address !== given)
  const [other] = others
  if (other === undefined) return undefined
  return {
    entity: `node/${other}`,
    severity: 'critical',
    title: `${others.join(', ')} still ${others.length === 1 ? 'calls itself' : 'call themselves'} master of ${name} beside ${given}`,
    holdMs,
    evidence: [...others, given].map((address) =>
      factEvidence(look, `node/${address}`, 'node.role', `${address} says master`),
    ),
  }
}
