import type { NodeRow } from '../../../../shared/systems/rabbitmq-views.ts'
import { number, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { queueModels } from './model.ts'
import { onceAMoment, stringOf, texts } from './reading.ts'

/** What of the cluster lies on a node, counted once for all nodes. */
interface Counted {
  readonly connections: ReadonlyMap<string, number>
  readonly channels: ReadonlyMap<string, number>
  readonly queues: ReadonlyMap<string, number>
}

const counted = onceAMoment((look: Look): Counted => {
  const byNode = (key: string) =>
    tally([...look.moment.facts(key).values()].map(({ value }) => stringOf(record(value)['node'])))
  return {
    connections: byNode('connection.about'),
    channels: byNode('channel.about'),
    queues: tally([...look.moment.facts('queue.leader').values()].map(({ value }) => stringOf(value))),
  }
})

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Where not all are listed, how many a node has is not known. */
export function clientCounts(look: Look, name: string): Pick<NodeRow, 'connections' | 'channels' | 'queues'> {
  const { connections, channels, queues } = counted(look)
  const all = (key: string, metric: string) => {
    const total = number(look, 'cluster', metric)
    return total !== null && look.moment.facts(key).size >= total
  }
  return {
    connections: all('connection.about', 'cluster.connections') ? (connections.get(name) ?? 0) : null,
    channels: all('channel.about', 'cluster.channels') ? (channels.get(name) ?? 0) : null,
    queues: queues.get(name) ?? 0,
  }
}

export interface QuorumModel {
  readonly entity: string
  readonly vhost: string
  readonly name: string
  readonly leader: string | null
  readonly members: readonly string[]
  /** undefined: nobody says. */
  readonly online: readonly string[] | undefined
}

/** Quorum queues with their members. */
export const quorumQueues = onceAMoment((look: Look): readonly QuorumModel[] => {
  const members = look.moment.facts('queue.members')
  const online = look.moment.facts('queue.online')
  const leaders = look.moment.facts('queue.leader')
  return [...queueModels(look).values()]
    .filter(({ type }) => type === 'quorum')
    .map(({ entity, vhost, name }) => ({
      ...{ entity, vhost, name },
      leader: stringOf(leaders.get(entity)?.value) || null,
      members: texts(members.get(entity)?.value),
      online: online.has(entity) ? texts(online.get(entity)?.value) : undefined,
    }))
})

export function majorityOf(size: number): number {
  return Math.floor(size / 2) + 1
}

/** Members that may still go; negative: it has stopped; null: not known. */
export function spareOf({ members, online }: QuorumModel): number | null {
  return online === undefined || members.length === 0 ? null : online.length - majorityOf(members.length)
}

export function leaderships(look: Look, name: string): Pick<NodeRow, 'leads' | 'member' | 'quorumCritical'> {
  const queues = quorumQueues(look)
  const mine = queues.filter(({ members }) => members.includes(name))
  const isKnown = mine.every(({ online }) => online !== undefined)
  return {
    leads: queues.filter(({ leader }) => leader === name).length,
    member: mine.length,
    quorumCritical: isKnown
      ? mine.filter((queue) => queue.online?.includes(name) === true && spareOf(queue) === 0).length
      : null,
  }
}
