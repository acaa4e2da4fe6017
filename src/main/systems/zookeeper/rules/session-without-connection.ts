import type { Json } from '../../../../shared/base/json.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { list, since, text } from '../../base/reading.ts'
import { connectionsSeen } from '../views/reading.ts'
import { connectionState, timeoutOf } from '../views/session-brief.ts'
import { holdMs as memberHoldMs } from './member-down.ts'
import { sources } from './sources.ts'

/** A client pings within a third of its timeout: one that is only between two members is back by then. */
const shareOfTimeout = 1 / 3
const leastHoldMs = 1000

/** Z22. A session owns ephemerals, and no member holds a connection of it: its owner is dead, frozen or cut off. */
export const sessionWithoutConnection: Rule = {
  id: 'zookeeper/session-without-connection',
  title: 'Every session that owns ephemerals is connected',
  why: 'Until its timeout the session keeps its locks and registrations, though nobody is behind them; then they vanish at once.',
  fix: 'See after the client at the address below: is it running, paused (GC), or cut off from all members?',
  source: sources.sessions,
  evaluate(look) {
    const dump = look.moment.gaps.find(({ ask }) => ask === 'dump')
    if (dump !== undefined) return { candidates: [], missing: `Who owns what is not told: ${dump.message}` }
    const seen = connectionsSeen(look)
    const owners = [...look.moment.facts('session.owns').keys()]
    const ids = owners.map((entity) => entity.slice('session/'.length))
    const states = ids.map((id) => connectionState(look, id, seen))
    const candidates = ids.flatMap((id, i) => (states[i] === 'no-connection' ? [candidate(look, id)] : []))
    if (seen.all) return { candidates }
    return {
      candidates,
      missing: `Connections are not seen on: ${seen.blind.map(({ member, why }) => `${member} (${why})`).join(', ')}`,
      unjudged: owners.filter((_, i) => states[i] === 'unknown'),
    }
  },
}

function candidate(look: Look, id: string): Candidate {
  const entity = `session/${id}`
  const { at } = look.moment
  const paths = list(look.moment.fact(entity, 'session.owns')).map(String)
  const owned = look.moment.value(entity, 'session.ephemerals') ?? paths.length
  const timeoutMs = timeoutOf(look, id)
  const client = text(look, entity, 'session.client')
  const lost = look
    .changes(['session.member'], at - (timeoutMs ?? 60_000))
    .findLast((edge) => edge.entity === entity)
  const ends = timeoutMs === null ? 'when it times out' : `within ${Math.ceil(timeoutMs / 1000)} s`
  return {
    entity,
    severity: 'warning',
    title: `Session ${id} has no connection and owns ${owned} ${owned === 1 ? 'znode' : 'znodes'}`,
    holdMs: Math.max(
      leastHoldMs,
      (timeoutMs ?? 0) * shareOfTimeout,
      isCutOff(look, lost?.before) ? memberHoldMs : 0,
    ),
    evidence: [
      {
        entity,
        fact: 'session.member',
        from: lost?.at ?? since(look, entity, 'session.owns') ?? at,
        to: at,
        says:
          client === null
            ? 'No member lists a connection of it'
            : `Was connected from ${client}; now no member lists it`,
      },
      {
        entity,
        fact: 'session.owns',
        from: since(look, entity, 'session.owns') ?? at,
        to: at,
        says: `${paths.slice(0, 3).join(', ')}${owned > 3 ? `, and ${owned - 3} more` : ''}: gone ${ends}, unless its client returns`,
      },
    ],
  }
}

/**
 * Its member is gone, or an election closed all connections: most clients find another member by themselves, and for
 * those that don't the lost member is named first.
 */
function isCutOff(look: Look, memberId: Json | undefined): boolean {
  if (look.changes(['ensemble.leader'], look.moment.at - memberHoldMs).length > 0) return true
  return typeof memberId === 'string' && text(look, `member/${memberId}`, 'member.state') !== 'serving'
}
