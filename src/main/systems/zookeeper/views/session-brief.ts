import type { SessionBrief } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { madeBy } from '../ask/session-id.ts'
import type { Look } from '../../moment.ts'
import { number, text } from '../../base/reading.ts'
import { connectionsSeen, memberIds, type ConnectionsSeen } from './reading.ts'

export function sessionBrief(
  look: Look,
  id: string,
  seen: ConnectionsSeen = connectionsSeen(look),
): SessionBrief {
  const entity = `session/${id}`
  const timeoutMs = timeoutOf(look, id)
  const idleMs = number(look, entity, 'session.idle')
  const state = connectionState(look, id, seen)
  const maker = madeBy(id)
  return {
    id,
    state,
    madeBy: maker !== undefined && memberIds(look).includes(String(maker)) ? String(maker) : null,
    member: text(look, entity, 'session.member'),
    client: text(look, entity, 'session.client'),
    timeoutMs,
    idleMs,
    expiresAt: timeoutMs === null || idleMs === null ? null : look.moment.sampledAt - idleMs + timeoutMs,
    own: look.moment.fact(entity, 'session.own') === true,
  }
}

export function timeoutOf(look: Look, id: string): number | null {
  const timeout = look.moment.fact(`session/${id}`, 'session.timeout')
  return typeof timeout === 'number' ? timeout : null
}

/**
 * Where it was last seen connected still holds while that member can't be asked: then it is not known. A member that
 * refuses, or doesn't serve, has dropped its connections.
 */
export function connectionState(look: Look, id: string, seen: ConnectionsSeen): SessionBrief['state'] {
  const member = text(look, `session/${id}`, 'session.member')
  if (member === null) return seen.all && isKnown(look, id) ? 'no-connection' : 'unknown'
  if (seen.blind.some((one) => one.member === member)) return 'unknown'
  return text(look, `member/${member}`, 'member.state') === 'serving' ? 'connected' : 'no-connection'
}

/** Some member named it at that moment. */
function isKnown(look: Look, id: string): boolean {
  const entity = `session/${id}`
  return ['session.timeout', 'session.owns', 'session.client'].some(
    (key) => look.moment.fact(entity, key) !== undefined,
  )
}
