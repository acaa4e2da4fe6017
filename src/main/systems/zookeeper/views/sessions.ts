import type { SessionsData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { rateWindowMs, record, text } from '../../base/reading.ts'
import { connectionsSeen } from './reading.ts'
import { connectionState, timeoutOf } from './session-brief.ts'

export const sessions: View = { run: (look): { [key: string]: unknown } => ({ ...sessionsOf(look) }) }

/** Facts that a session has while any member names it. */
const naming = ['session.timeout', 'session.client', 'session.owns'] as const

function sessionsOf(look: Look): SessionsData {
  const ids = [...sinceOf(look).keys()].sort()
  const seen = connectionsSeen(look)
  const entities = ids.map((id) => `session/${id}`)
  const values = (metric: string) =>
    Float64Array.from(entities, (entity) => look.moment.value(entity, metric) ?? NaN)
  const since = sinceOf(look)
  return {
    id: ids,
    state: ids.map((id) => connectionState(look, id, seen)),
    member: entities.map((entity) => text(look, entity, 'session.member')),
    client: entities.map((entity) => text(look, entity, 'session.client')),
    timeoutMs: Float64Array.from(ids, (id) => timeoutOf(look, id) ?? NaN),
    idleMs: values('session.idle'),
    ephemerals: values('session.ephemerals'),
    watches: Float64Array.from(entities, (entity) => watchedBy(look, entity)),
    outstanding: values('session.queued'),
    requestsPerSecond: rates(look, entities),
    latencyMs: values('session.latency_avg'),
    own: entities.map((entity) => look.moment.fact(entity, 'session.own') === true),
    since: Float64Array.from(ids, (id) => since.get(id) ?? NaN),
    why: seen.all ? null : seen.blind.map(({ member, why }) => `${member}: ${why}`).join('; '),
  }
}

/** Every session named at the moment, and when it was first. */
function sinceOf(look: Look): ReadonlyMap<string, number> {
  const first = new Map<string, number>()
  for (const key of naming)
    for (const [entity, { since }] of look.moment.facts(key)) {
      const id = entity.slice('session/'.length)
      first.set(id, Math.min(since, first.get(id) ?? Infinity))
    }
  return first
}

function watchedBy(look: Look, entity: string): number {
  const watches = look.moment.fact(entity, 'session.watches')
  return watches === undefined ? NaN : Number(record(watches)['of'])
}

function rates(look: Look, entities: readonly string[]): Float64Array {
  const now = look.moment.column('session.received')
  const before = look.column('session.received', look.moment.at - rateWindowMs)
  const was = new Map(before?.entities.paths.map((path, i) => [path, before.values[i] ?? NaN]))
  const overS = ((now?.at ?? NaN) - (before?.at ?? NaN)) / 1000
  return Float64Array.from(entities, (entity) => {
    const by = (look.moment.value(entity, 'session.received') ?? NaN) - (was.get(entity) ?? NaN)
    return by >= 0 && overS > 0 ? by / overS : NaN
  })
}
