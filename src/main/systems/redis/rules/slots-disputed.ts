import { countOf, runsText } from '../../../../shared/systems/redis-slots.ts'
import type { Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { slotsData } from '../views/slots.ts'
import { factEvidence } from '../../base/evidence.ts'
import { nodeTimeoutMs } from './claims.ts'
import { sources } from './sources.ts'

/** R03. The maps of slots that the nodes have, against each other. */
export const slotsDisputed: Rule = {
  id: 'redis/slots-disputed',
  title: 'All nodes agree who owns which slot',
  why: 'Clients that ask different nodes are sent to different owners and bounce between them.',
  fix: 'Compare the configuration epochs (the higher one wins) and the bus links of the node that disagrees; redis-cli --cluster check shows both maps.',
  source: sources.clusterSpec,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const byVoice = Map.groupBy(slotsData(look).disputes, ({ voice }) => voice)
    const holdMs = 2 * nodeTimeoutMs(look)
    return {
      candidates: [...byVoice].map(([voice, disputes]) => {
        const entity = `node/${voice}`
        const names = [...new Set(disputes.map((one) => one.names ?? 'nobody'))].join(', ')
        const says = `${voice} names ${names} as owner of ${runsText(disputes)} (${countOf(disputes)} slots), unlike the others`
        return {
          ...{ entity, severity: 'critical' as const, title: says, holdMs },
          evidence: [factEvidence(look, entity, 'node.dispute', says)],
        }
      }),
    }
  },
}
