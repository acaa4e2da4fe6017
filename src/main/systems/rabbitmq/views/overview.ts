import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { OverviewData, VhostRow } from '../../../../shared/systems/rabbitmq-views.ts'
import { list, number, perSecond, record, since, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { queueModels, queuesByVhost, vhostNames } from './model.ts'
import { quorumQueues, spareOf } from './node-counts.ts'
import {
  alarmsOf,
  blindSpots,
  byEntity,
  nodeNames,
  nodeState,
  readAt,
  sourceOf,
  stringOf,
  sum,
  texts,
  versionsOf,
} from './reading.ts'

/** More of them are seen on the page of queues. */
const mostUnattended = 10

export const overview: View = {
  run: (look) => ({ ...overviewData(look) }),
}

export function overviewData(look: Look): OverviewData {
  const names = nodeNames(look)
  const running = names.filter((name) => isWithItsPeers(look, name)).length
  const total = (metric: string) => number(look, 'cluster', metric)
  const alarms = alarmsIn(look, names)
  const partitions = partitionsIn(look, names)
  const hanging = names.filter((name) => nodeState(look, name) === 'hangs')
  const withoutMajority = quorumQueues(look).filter((queue) => (spareOf(queue) ?? 0) < 0).length
  return {
    clusterName: text(look, 'cluster', 'cluster.name'),
    versions: versionsOf(look),
    nodes: names.length,
    ...{ running, hanging, alarms, partitions, withoutMajority },
    ...verdictOf({
      nodes: names.length,
      running,
      hanging,
      alarms: alarms.length,
      partitions,
      withoutMajority,
    }),
    source: sourceOf(look),
    queuesReadAt: readAt(look, 'cluster.queues_read'),
    vhosts: vhostRows(look),
    queues: total('cluster.queues'),
    exchanges: total('cluster.exchanges'),
    connections: total('cluster.connections'),
    channels: total('cluster.channels'),
    consumers: total('cluster.consumers'),
    ready: total('cluster.ready'),
    unacked: total('cluster.unacked'),
    rates: ratesIn(look, names),
    blockedConnections: blockedIn(look),
    types: typesIn(look),
    unattended: unattendedIn(look),
    disabledFlags: list(look.moment.fact('cluster', 'cluster.flags'))
      .map(record)
      .filter((flag) => flag['state'] === 'disabled')
      .map((flag) => stringOf(flag['name'])),
    blind: blindSpots(look),
  }
}

/** It answers, and nobody says that it is gone. */
function isWithItsPeers(look: Look, name: string): boolean {
  const byPeers = look.moment.fact(rabbitmqEntity('node', name), 'node.running')
  return nodeState(look, name) === 'running' && byPeers !== false
}

function alarmsIn(look: Look, names: readonly string[]): OverviewData['alarms'] {
  return names.flatMap((node) =>
    alarmsOf(look, node).map((alarm) => ({
      ...{ node, alarm },
      since: since(look, rabbitmqEntity('node', node), 'node.alarms'),
    })),
  )
}

function partitionsIn(look: Look, names: readonly string[]): OverviewData['partitions'] {
  return names.flatMap((node) => {
    const from = texts(look.moment.fact(rabbitmqEntity('node', node), 'node.partitions'))
    return from.length === 0 ? [] : [{ node, from }]
  })
}

interface Standing {
  readonly nodes: number
  readonly running: number
  readonly hanging: readonly string[]
  readonly alarms: number
  readonly partitions: OverviewData['partitions']
  readonly withoutMajority: number
}

function verdictOf(standing: Standing): Pick<OverviewData, 'says' | 'is'> {
  const { nodes, running, hanging, alarms, partitions, withoutMajority } = standing
  if (nodes === 0 || running === 0) return { says: 'No node answers', is: 'unknown' }
  if (alarms > 0)
    return { says: `${counted(alarms, 'alarm')}: publishers of the whole cluster are blocked`, is: 'broken' }
  if (partitions.length > 0) return { says: 'The cluster is partitioned', is: 'broken' }
  if (withoutMajority > 0)
    return {
      says: `${counted(withoutMajority, 'quorum queue')} without a majority: not available`,
      is: 'broken',
    }
  if (hanging.length > 0)
    return { says: `${hanging.join(', ')} hangs; whoever needs its answer waits for it`, is: 'broken' }
  const says = `${running} of ${counted(nodes, 'node')} ${running === 1 && nodes === 1 ? 'runs' : 'run'}, no alarm`
  return { says, is: running === nodes ? 'ok' : 'weak' }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function vhostRows(look: Look): readonly VhostRow[] {
  const ready = byEntity(look, 'queue.ready')
  const unacked = byEntity(look, 'queue.unacked')
  const total = (values: ReadonlyMap<string, number>, name: string) =>
    sum((queuesByVhost(look).get(name) ?? []).map(({ entity }) => values.get(entity) ?? null))
  return vhostNames(look).map((name) => ({
    name,
    queues: queuesByVhost(look).get(name)?.length ?? 0,
    ready: total(ready, name),
    unacked: total(unacked, name),
  }))
}

function ratesIn(look: Look, names: readonly string[]): OverviewData['rates'] {
  const rate = (name: string) => perSecond(look, 'cluster', `cluster.${name}`)
  const dead = ['node.dead_expired', 'node.dead_rejected', 'node.dead_overflow', 'node.dead_delivered']
  const deadOf = (name: string) =>
    dead.map((metric) => perSecond(look, rabbitmqEntity('node', name), metric, deadWindowMs))
  return {
    publish: rate('publish'),
    confirm: rate('confirm'),
    deliver: rate('deliver'),
    ack: rate('ack'),
    redeliver: rate('redeliver'),
    returned: rate('returned'),
    dropped: rate('dropped'),
    get: rate('get'),
    connectionsOpened: rate('connections_opened'),
    connectionsClosed: rate('connections_closed'),
    channelsOpened: rate('channels_opened'),
    channelsClosed: rate('channels_closed'),
    deadLettered: sum(names.flatMap(deadOf)),
  }
}

/** They are read once a minute. */
const deadWindowMs = 180_000

function blockedIn(look: Look): number | null {
  const states = look.moment.facts('connection.state')
  if (states.size === 0) return look.moment.column('connection.channels') === undefined ? null : 0
  // `blocking` are those that would be, had they published since the alarm
  return [...states.values()].filter(({ value }) => value === 'blocked').length
}

function typesIn(look: Look): OverviewData['types'] {
  const byType = Map.groupBy(queueModels(look).values(), ({ type }) => type)
  return [...byType]
    .map(([type, queues]) => ({ type, count: queues.length }))
    .sort((a, b) => b.count - a.count)
}

/** Streams are read again and again: that nobody reads them now says nothing. */
function unattendedIn(look: Look): OverviewData['unattended'] {
  const consumers = byEntity(look, 'queue.consumers')
  const ready = byEntity(look, 'queue.ready')
  return [...queueModels(look).values()]
    .filter(({ entity, type }) => type !== 'stream' && consumers.get(entity) === 0)
    .map(({ entity, vhost, name }) => ({ vhost, name, ready: ready.get(entity) ?? 0 }))
    .filter((queue) => queue.ready > 0)
    .sort((a, b) => b.ready - a.ready)
    .slice(0, mostUnattended)
}
