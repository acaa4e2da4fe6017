import { runsText, type SlotRun } from '../../../../shared/systems/redis-slots.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { servingMasters } from '../views/reading.ts'
import { factEvidence } from '../../base/evidence.ts'
import { listOfRuns } from './claims.ts'
import { sources } from './sources.ts'

/** A master that wakes up keeps its old slots for a moment, until it hears of its successor. */
const holdMs = 5000

/** R05, its first half: two masters that both hold a slot for their own. */
export const slotsClaimedTwice: Rule = {
  id: 'redis/slots-claimed-twice',
  title: 'No slot is claimed by two masters',
  why: 'Both take writes for the same keys; what the one with the lower configuration epoch took is lost when it gives in.',
  fix: 'Find out why the two do not hear each other (bus port), and which of them has the newer keys, before either is restarted.',
  source: sources.clusterSpec,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const masters = servingMasters(look)
    return {
      candidates: masters.flatMap((one, i) =>
        masters.slice(i + 1).flatMap((other) => candidate(look, one, other) ?? []),
      ),
    }
  },
}

function candidate(look: Look, one: string, other: string): Candidate | undefined {
  const shared = overlap(listOfRuns(look, `node/${one}`), listOfRuns(look, `node/${other}`))
  if (shared.length === 0) return undefined
  return {
    entity: `node/${one}`,
    severity: 'critical',
    title: `${one} and ${other} both claim ${runsText(shared)}`,
    holdMs,
    evidence: [one, other].map((address) =>
      factEvidence(look, `node/${address}`, 'node.slots', `${address} claims ${runsText(shared)}`),
    ),
  }
}

function overlap(
  a: readonly (readonly [number, number])[],
  b: readonly (readonly [number, number])[],
): readonly SlotRun[] {
  return a.flatMap(([from, to]) =>
    b.flatMap(([start, end]) => {
      const run = { from: Math.max(from, start), to: Math.min(to, end) }
      return run.from <= run.to ? [run] : []
    }),
  )
}
