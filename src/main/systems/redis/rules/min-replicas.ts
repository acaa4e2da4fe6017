import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { number } from '../../base/reading.ts'
import { numericSetting, servingMasters } from '../views/reading.ts'
import { replicasOf } from '../views/slots.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

const holdMs = 2000

/** R21. What a master demands of its replicas before it takes a write, against what it has. */
export const minReplicas: Rule = {
  id: 'redis/min-replicas',
  title: 'Masters that replicas could replace take writes only with a replica in step',
  why: 'A master that is cut off goes on taking writes that are lost when it comes back as a replica; min-replicas-to-write bounds that. Below the number it refuses writes with NOREPLICAS.',
  fix: 'CONFIG SET min-replicas-to-write 1 and min-replicas-max-lag 10, on every server that may become master.',
  source: sources.sentinel,
  evaluate(look) {
    const masters = servingMasters(look)
    const blind = masters.filter((address) => numericSetting(look, address, 'min-replicas-to-write') === null)
    const candidates = [
      ...masters.flatMap((address) => refusing(look, address) ?? []),
      ...unbounded(look, masters),
    ]
    if (blind.length === 0) return { candidates }
    return {
      candidates,
      missing: 'CONFIG GET is closed: grant +config|get to learn min-replicas-to-write',
      unjudged: blind.map((address) => `node/${address}`),
    }
  },
}

function refusing(look: Look, address: string): Candidate | undefined {
  const entity = `node/${address}`
  const required = numericSetting(look, address, 'min-replicas-to-write')
  const good = number(look, entity, 'node.good_replicas')
  if (required === null || good === null || good >= required) return undefined
  const title = `Master ${address} refuses writes: ${good} good replicas, ${required} are required`
  return {
    ...{ entity, severity: 'critical', title, holdMs },
    fix: 'Bring a replica back, or lower min-replicas-to-write for as long as it takes.',
    evidence: [metricEvidence(look, entity, 'node.good_replicas', title)],
  }
}

/** One advice for all: only where somebody could take over is there a window in which writes are lost. */
function unbounded(look: Look, masters: readonly string[]): readonly Candidate[] {
  if (kindOf(look) !== 'sentinel' && kindOf(look) !== 'cluster') return []
  const open = masters.filter(
    (address) =>
      numericSetting(look, address, 'min-replicas-to-write') === 0 && replicasOf(look, address).length > 0,
  )
  if (open.length === 0) return []
  const who = open.length === 1 ? `Master ${open[0]} takes` : `${open.length} masters take`
  return [
    {
      ...{ entity: 'cluster', severity: 'info', holdMs: 0 },
      title: `${who} writes also while cut off: min-replicas-to-write is 0`,
      evidence: open.map((address) =>
        factEvidence(look, `node/${address}`, 'node.config', `${address}: min-replicas-to-write 0`),
      ),
    },
  ]
}
