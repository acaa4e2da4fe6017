import type { Severity } from '../../../../shared/api/findings.ts'
import type { MemberState } from '../../../../shared/systems/zookeeper-views.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { since, text } from '../../base/reading.ts'
import { memberIds } from '../views/reading.ts'
import { sources } from './sources.ts'

/** A restart that is over this soon needs nobody. */
export const holdMs = 5000

/** Z01. A member that refuses or hangs; whoever can't be asked from here is unknown, not down. */
export const memberDown: Rule = {
  id: 'zookeeper/member-down',
  title: 'Every member of the ensemble answers',
  why: 'Each member that is missing takes away one failure that the ensemble could survive.',
  fix: 'Start the member, or free it if it hangs; then see that it follows the leader again.',
  source: sources.deployment,
  evaluate(look) {
    const ids = memberIds(look)
    if (ids.length === 0) return { candidates: [], missing: 'No member was observed' }
    const hidden = ids.filter((id) => isHidden(stateOf(look, id)))
    // a server alone takes everything with it
    const severity = ids.length === 1 ? 'critical' : 'warning'
    const candidates = ids.flatMap((id) => candidateOf(look, id, severity))
    if (hidden.length === 0) return { candidates }
    return {
      candidates,
      missing: hidden
        .map((id) => text(look, `member/${id}`, 'member.why') ?? `Member ${id} can’t be asked`)
        .join('; '),
      unjudged: hidden.map((id) => `member/${id}`),
    }
  },
}

function candidateOf(look: Look, id: string, severity: Severity): Candidate[] {
  const entity = `member/${id}`
  const state = stateOf(look, id)
  if (state !== 'silent' && state !== 'refused') return []
  const { at } = look.moment
  const from = since(look, entity, 'member.state') ?? at
  const happens = state === 'silent' ? 'does not answer' : 'refuses connections'
  return [
    {
      entity,
      severity,
      title: `Member ${id} ${happens}`,
      holdMs,
      evidence: [
        { entity, fact: 'member.state', from, to: at, says: text(look, entity, 'member.why') ?? state },
        { entity: 'ensemble', metric: 'ensemble.margin', from, to: at, says: marginWords(look) },
      ],
      explains: sessionsCutOff(look, id, from).map(
        (session) => `zookeeper/session-without-connection ${session}`,
      ),
    },
  ]
}

/** Sessions that lost their connection with the member, or with the election that the loss of a leader forces. */
function sessionsCutOff(look: Look, id: string, downSince: number): readonly string[] {
  const from = downSince - holdMs
  const led = look.changes(['ensemble.leader'], from).some(({ before }) => before === id)
  const edges = look.changes(['session.member'], from)
  return [...new Set(edges.filter(({ before }) => led || before === id).map(({ entity }) => entity))]
}

function marginWords(look: Look): string {
  const margin = look.moment.value('ensemble', 'ensemble.margin')
  return margin === undefined ? 'The quorum’s margin can’t be told' : `The quorum’s margin is ${margin}`
}

function stateOf(look: Look, id: string): MemberState | undefined {
  return look.moment.fact(`member/${id}`, 'member.state') as MemberState | undefined
}

function isHidden(state: MemberState | undefined): boolean {
  return state === undefined || state === 'unreachable' || state === 'no-address' || state === 'closed'
}
