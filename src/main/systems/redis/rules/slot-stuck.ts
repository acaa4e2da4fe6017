import type { MovingSlot } from '../../../../shared/systems/redis-slot-views.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { kindOf } from '../views/nodes.ts'
import { movingSlots } from '../views/moving-slots.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { silenceOf, silentNodes } from './claims.ts'
import { sources } from './sources.ts'

/** A tool sets one side right after the other. */
const oneSidedMs = 5000
/** Keys are moved in batches of milliseconds: a minute without one less is no move. */
const standingMs = 60_000

/** R04. A slot that is open on one side only, or whose keys no longer move. */
export const slotStuck: Rule = {
  id: 'redis/slot-stuck',
  title: 'No slot is stuck halfway between two nodes',
  why: 'An interrupted move leaves the slot’s keys on two nodes: single keys are found by ASK, commands on several fail with TRYAGAIN. Only the two nodes themselves say so; cluster_state stays ok.',
  fix: 'Finish the move with redis-cli --cluster fix, or take the marks back with CLUSTER SETSLOT <slot> STABLE on both nodes if no key was moved yet.',
  source: sources.setslot,
  evaluate(look) {
    if (kindOf(look) !== 'cluster') return { candidates: [] }
    const silent = silentNodes(look)
    const candidates = movingSlots(look).flatMap((moving) => candidate(look, moving) ?? [])
    return silent.length === 0 ? { candidates } : { candidates, missing: silenceOf(silent), unjudged: [] }
  },
}

function candidate(look: Look, moving: MovingSlot): Candidate | undefined {
  const { slot, from, to, is } = moving
  const speaker = is === 'one-sided' && !moving.says.startsWith('migrating') ? to : from
  if (speaker === null) return undefined
  const entity = `slot/${slot}@${speaker}`
  const word = factEvidence(look, `node/${speaker}`, 'node.open_slots', moving.says)
  if (is === 'one-sided')
    return {
      ...{ entity, severity: 'warning', holdMs: oneSidedMs, evidence: [word] },
      title: `Slot ${slot} is open on one side only: ${moving.says}`,
    }
  if (look.moment.at - moving.since < standingMs || !stands(look, moving)) return undefined
  const says = `${moving.keysFrom ?? '?'} keys on ${from ?? '?'}, ${moving.keysTo ?? '?'} on ${to ?? '?'}, for a minute`
  return {
    ...{ entity, severity: 'warning', holdMs: 0 },
    title: `Slot ${slot} no longer moves: ${says}`,
    evidence: [word, metricEvidence(look, entity, 'slot.keys', says)],
  }
}

/** The source has not lost a key within the window. */
function stands(look: Look, { slot, from }: MovingSlot): boolean {
  const { t, v } = look.series(`slot/${slot}@${from ?? ''}`, 'slot.keys', look.moment.at - standingMs)
  const told = [...v].filter((value) => !Number.isNaN(value))
  const [first] = told
  return t.length > 1 && first !== undefined && told.every((value) => value >= first)
}
