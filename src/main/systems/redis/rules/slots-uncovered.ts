import { countOf, runsText } from '../../../../shared/systems/redis-slots.ts'
import type { Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { unownedRuns } from '../views/slots.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** Between two commands of a tool that hands slots over. */
const holdMs = 2000

/** R02. 16,384 less the union of all claims. */
export const slotsUncovered: Rule = {
  id: 'redis/slots-uncovered',
  title: 'Every slot has an owner',
  why: 'Commands on keys of a slot that nobody owns fail, and unless cluster-require-full-coverage is no, all others fail with them.',
  fix: 'Give the slots to a master: redis-cli --cluster fix, or CLUSTER ADDSLOTSRANGE where the keys are.',
  source: sources.clusterNodes,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    if (look.moment.fact('cluster', 'cluster.owners') === undefined)
      return { candidates: [], missing: 'CLUSTER NODES is not open to us' }
    const holes = unownedRuns(look)
    if (holes.length === 0) return { candidates: [] }
    const says = `Nobody owns ${countOf(holes)} slots: ${runsText(holes)}`
    return {
      candidates: [
        {
          entity: 'cluster',
          severity: 'critical',
          title: says,
          holdMs,
          evidence: [factEvidence(look, 'cluster', 'cluster.owners', says)],
          explains: ['redis/cluster-state cluster'],
        },
      ],
    }
  },
}
