import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { since, text } from '../../base/reading.ts'
import { memberIds } from '../views/reading.ts'
import { quorumState } from '../views/quorum-state.ts'
import { sources } from './sources.ts'

/** States in which a member certainly leads nobody, unless it says that it does. */
const seen: readonly string[] = ['serving', 'not-serving', 'refused']

/** An election takes seconds; a former leader that was frozen claims its role for half a second after it wakes. */
const holdMs = 3000

/** Z04. Exactly one member leads. */
export const leaders: Rule = {
  id: 'zookeeper/leaders',
  title: 'Exactly one member leads',
  why: 'Without a leader nothing can be written. Two that stay are two ensembles: clients of one don’t see what those of the other write.',
  fix: 'None: see whether enough voters run and reach each other. Two: compare the members’ configurations, and stop the ones outside.',
  source: sources.cluster,
  evaluate(look) {
    const ids = memberIds(look)
    const modeOf = (id: string) => text(look, `member/${id}`, 'member.mode')
    const leading = ids.filter((id) => modeOf(id) === 'leader')
    if (leading.length > 1) return { candidates: [several(look, leading)] }
    if (leading.length === 1 || ids.some((id) => modeOf(id) === 'standalone')) return { candidates: [] }
    // whoever follows has a leader: it is among those that can't be seen
    const someFollow = ids.some((id) => modeOf(id) !== null)
    const unseen = ids.filter((id) => !seen.includes(text(look, `member/${id}`, 'member.state') ?? ''))
    const mayLead = unseen.length > 0 && quorumState(look).is !== 'no-quorum'
    if (someFollow || ids.length === 0 || mayLead)
      return {
        candidates: [],
        missing: `No leader among those that answer; not seen: ${unseen.join(', ') || 'any member'}`,
      }
    return { candidates: [none(look, ids)] }
  },
}

function several(look: Look, leading: readonly string[]): Candidate {
  const { at } = look.moment
  return {
    entity: 'ensemble',
    severity: 'critical',
    title: `${leading.length} members claim to lead: ${leading.join(', ')}`,
    holdMs,
    evidence: leading.map((id) => ({
      entity: `member/${id}`,
      fact: 'member.mode',
      from: since(look, `member/${id}`, 'member.mode') ?? at,
      to: at,
      says: `Mode: leader, epoch ${look.moment.value(`member/${id}`, 'member.epoch') ?? '?'}`,
    })),
  }
}

function none(look: Look, ids: readonly string[]): Candidate {
  const { at } = look.moment
  return {
    entity: 'ensemble',
    severity: 'critical',
    title: 'No member leads, and none serves',
    holdMs,
    evidence: ids.map((id) => ({
      entity: `member/${id}`,
      fact: 'member.state',
      from: since(look, `member/${id}`, 'member.state') ?? at,
      to: at,
      says: text(look, `member/${id}`, 'member.why') ?? 'Not serving',
    })),
  }
}
