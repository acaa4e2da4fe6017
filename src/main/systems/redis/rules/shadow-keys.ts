import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { isAmong } from '../../../../shared/systems/redis-slots.ts'
import { isServing } from '../views/reading.ts'
import { kindOf } from '../views/nodes.ts'
import { movingSlots } from '../views/moving-slots.ts'
import { ownedRuns } from '../views/slots.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { listOfRuns } from './claims.ts'
import { sources } from './sources.ts'

/** Marks and keys are taken back one after the other. */
const holdMs = 5000

/** R05, its second half: keys of a slot on a node that neither owns it nor takes it. */
export const shadowKeys: Rule = {
  id: 'redis/shadow-keys',
  title: 'No node keeps keys of a slot that is another’s',
  why: 'Nobody is sent there: to clients these keys are lost, and they come back with their old values if the slot ever moves there again. Known of slots that were open there since it is observed.',
  fix: 'Compare them with those of the owner, then bring them home: CLUSTER SETSLOT <slot> IMPORTING <id of the owner> on this node, and redis-cli --cluster fix.',
  source: sources.setslot,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const column = look.moment.column('slot.keys')
    if (column === undefined) return { candidates: [] }
    const open = new Set(movingSlots(look).map(({ slot }) => slot))
    return {
      candidates: column.entities.paths.flatMap((path, i) => {
        const keys = column.values[i] ?? NaN
        return keys > 0 ? (candidate(look, path, keys, open) ?? []) : []
      }),
    }
  },
}

function candidate(
  look: Look,
  entity: string,
  keys: number,
  open: ReadonlySet<number>,
): Candidate | undefined {
  const [, text = '', address = ''] = /^slot\/(\d+)@(.+)$/.exec(entity) ?? []
  const slot = Number(text)
  const own = listOfRuns(look, `node/${address}`).map(([from, to]) => ({ from, to }))
  if (open.has(slot) || isAmong(own, slot) || !isServing(look, address)) return undefined
  const owner = ownedRuns(look).find(({ from, to }) => slot >= from && slot <= to)?.owner
  return {
    ...{ entity, severity: 'critical', holdMs },
    title: `${address} keeps ${keys} key${keys === 1 ? '' : 's'} of slot ${slot}, which is ${owner === undefined ? 'nobody’s' : `${owner}’s`}`,
    evidence: [
      metricEvidence(look, entity, 'slot.keys', `${keys} of slot ${slot} on ${address}`),
      factEvidence(look, `node/${address}`, 'node.slots', `${address} does not claim slot ${slot}`),
    ],
  }
}
