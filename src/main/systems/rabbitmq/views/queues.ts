import { namesIn, rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { QueuesData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { deadLetters, queuesByVhost, vhostNames, type QueueModel } from './model.ts'
import { ratesOf, slopesOf } from './rates.ts'
import { blindSpots, byEntity, findingsByEntity, readAt, sourceOf, texts } from './reading.ts'

export const queues: View = {
  run: (look, { vhost }) => ({ ...queuesData(look, typeof vhost === 'string' ? vhost : undefined) }),
}

function queuesData(look: Look, only: string | undefined): QueuesData {
  const vhosts = vhostNames(look)
  const chosen = only === undefined ? vhosts : [only]
  const rows = chosen.flatMap((vhost) => queuesByVhost(look).get(vhost) ?? [])
  const policyNames = [...new Set(rows.flatMap(({ policy }) => policy ?? []))].sort()
  const known = numbersOf(look, rows)
  const dead = deadLetters(look)
  const findings = findingsByEntity(look)
  const parked = deadLetterTargets(look)
  return {
    vhosts,
    vhost: Uint16Array.from(rows, ({ vhost }) => vhosts.indexOf(vhost)),
    names: rows.map(({ name }) => name),
    types: rows.map(({ type }) => type),
    states: rows.map(({ entity }) => text(look, entity, 'queue.state')),
    nodes: rows.map(({ entity }) => text(look, entity, 'queue.leader')),
    policy: Int16Array.from(rows, ({ policy }) => (policy === null ? -1 : policyNames.indexOf(policy))),
    policyNames,
    ...known,
    findings: Uint16Array.from(rows, ({ entity }) => findings.get(entity)?.length ?? 0),
    losesDead: Uint8Array.from(rows, ({ entity }) => {
      const ends = dead.get(entity)?.ends
      return ends === 'missing' || ends === 'nowhere' ? 1 : 0
    }),
    takesDead: Uint8Array.from(rows, ({ entity }) => Number(parked.has(entity))),
    source: sourceOf(look),
    readAt: readAt(look, 'cluster.queues_read'),
    statsAt: readAt(look, 'cluster.stats_read'),
    blind: blindSpots(look).filter(({ ask }) => ask.startsWith('GET /api/queues')),
  }
}

/** Entities of the queues in which dead letters of others end. */
function deadLetterTargets(look: Look): ReadonlySet<string> {
  return new Set(
    [...deadLetters(look)].flatMap(([entity, { queues }]) => {
      const [vhost = ''] = namesIn(entity)
      return queues.map((name) => rabbitmqEntity('queue', vhost, name))
    }),
  )
}

type Numbers = Pick<
  QueuesData,
  | 'ready'
  | 'unacked'
  | 'consumers'
  | 'publish'
  | 'deliver'
  | 'ack'
  | 'redeliver'
  | 'growth'
  | 'capacity'
  | 'memory'
  | 'bytes'
  | 'members'
  | 'online'
>

function numbersOf(look: Look, rows: readonly QueueModel[]): Numbers {
  const column = (values: ReadonlyMap<string, number>) =>
    Float64Array.from(rows, ({ entity }) => values.get(entity) ?? NaN)
  const counts = (key: string) => {
    const held = look.moment.facts(key)
    return Float64Array.from(rows, ({ entity, type }) => {
      const told = held.get(entity)
      return told === undefined || type !== 'quorum' ? NaN : texts(told.value).length
    })
  }
  return {
    ready: column(byEntity(look, 'queue.ready')),
    unacked: column(byEntity(look, 'queue.unacked')),
    consumers: column(byEntity(look, 'queue.consumers')),
    publish: column(ratesOf(look, 'queue.publish')),
    deliver: column(ratesOf(look, 'queue.deliver')),
    ack: column(ratesOf(look, 'queue.ack')),
    redeliver: column(ratesOf(look, 'queue.redeliver')),
    growth: column(slopesOf(look, 'queue.ready')),
    capacity: column(byEntity(look, 'queue.capacity')),
    memory: column(byEntity(look, 'queue.memory')),
    bytes: column(byEntity(look, 'queue.bytes')),
    members: counts('queue.members'),
    online: counts('queue.online'),
  }
}
