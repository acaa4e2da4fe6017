import { OrreryError } from '../../../../shared/base/errors.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { MemberRow, QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { number, perSecond, since, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { consumersOf } from './consumers.ts'
import { bindingsOf, deadLetters, queueModels, queuesByVhost } from './model.ts'
import { orNull, slopesOf } from './rates.ts'
import { blindSpots, nodeNames, readAt, sourceOf, sum, texts } from './reading.ts'

/** `status --json` prints so many; the page asks for the one it shows. */
const mostInstances = 50

export const queue: View = {
  run: (look, { vhost, name }) => ({ ...queueData(look, String(vhost), String(name)) }),
  instances: (look) =>
    [...queueModels(look).values()].slice(0, mostInstances).map(({ vhost, name }) => ({ vhost, name })),
}

const unknownEnd = { ends: 'depends', exchange: null, key: null, queues: [] } as const

function queueData(look: Look, vhost: string, name: string): QueueData {
  const entity = rabbitmqEntity('queue', vhost, name)
  const model = queueModels(look).get(entity)
  if (model === undefined) throw new OrreryError('not-found', `No queue ${name} in ${vhost} was known then`)
  const { type, durable, exclusive, autoDelete, policy, operatorPolicy, settings, inForce } = model
  const consumers = consumersOf(look, entity)
  const value = (metric: string) => number(look, entity, metric)
  return {
    ...{ vhost, name, type, durable, exclusive, autoDelete, policy, operatorPolicy, settings, consumers },
    state: text(look, entity, 'queue.state'),
    stateSince: since(look, entity, 'queue.state'),
    node: text(look, entity, 'queue.leader'),
    arguments: model.arguments,
    settingsFrom: inForce,
    deadLetter: deadLetters(look).get(entity) ?? unknownEnd,
    deadLettersOf: deadLettersInto(look, vhost, name),
    bindings: bindingsOf(look, vhost)
      .filter(({ toExchange, destination }) => !toExchange && destination === name)
      .map(({ source, key, arguments: args }) => ({ source, key, arguments: args })),
    ready: value('queue.ready'),
    unacked: value('queue.unacked'),
    bytes: value('queue.bytes'),
    memory: value('queue.memory'),
    capacity: value('queue.capacity'),
    oldestAt: value('queue.oldest'),
    publish: perSecond(look, entity, 'queue.publish'),
    deliver: perSecond(look, entity, 'queue.deliver'),
    ack: perSecond(look, entity, 'queue.ack'),
    redeliver: perSecond(look, entity, 'queue.redeliver'),
    growth: orNull(slopesOf(look, 'queue.ready').get(entity)),
    members: membersOf(look, entity),
    heldByConsumers: heldBy(consumers),
    consumersReadAt: readAt(look, 'cluster.connections_read'),
    readAt: readAt(look, 'cluster.queues_read'),
    source: sourceOf(look),
    blind: blindSpots(look).filter(({ ask }) => /queues|consumers|channels|connections/.test(ask)),
  }
}

/** One channel may carry several consumers: what it holds counts once. */
function heldBy(consumers: QueueData['consumers']): number | null {
  if (consumers.length === 0) return null
  const byChannel = new Map(consumers.map(({ channel, unacked }) => [channel, unacked]))
  return sum([...byChannel.values()])
}

function deadLettersInto(look: Look, vhost: string, name: string): readonly string[] {
  const ends = deadLetters(look)
  return (queuesByVhost(look).get(vhost) ?? [])
    .filter(({ entity }) => ends.get(entity)?.queues.includes(name) === true)
    .map((other) => other.name)
}

export function membersOf(look: Look, entity: string): readonly MemberRow[] {
  const members = texts(look.moment.fact(entity, 'queue.members'))
  const told = look.moment.fact(entity, 'queue.online')
  const online = told === undefined ? undefined : texts(told)
  const leader = text(look, entity, 'queue.leader')
  const known = new Set(nodeNames(look))
  return members.map((node) => ({
    node,
    isLeader: node === leader,
    isOnline: online === undefined ? null : online.includes(node),
    isKnown: known.has(node),
  }))
}
