import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { NodeRow } from '../../../../shared/systems/rabbitmq-views.ts'
import { number, record, since, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { clientCounts, leaderships } from './node-counts.ts'
import { alarmsOf, nodeState, stringOrNull, texts } from './reading.ts'

/** One node as it is, or as it was when it last answered. */
export function nodeRow(look: Look, name: string): NodeRow {
  const entity = rabbitmqEntity('node', name)
  const fact = (key: string) => look.moment.fact(entity, key)
  const value = (metric: string) => number(look, entity, metric)
  const version = record(fact('node.version'))
  const uptime = value('node.uptime')
  const state = nodeState(look, name)
  return {
    name,
    address: text(look, entity, 'node.address'),
    prometheus: text(look, entity, 'node.prometheus'),
    state,
    stateSince: since(look, entity, 'node.state'),
    why: text(look, entity, 'node.why'),
    runningByPeers: boolOrNull(fact('node.running')),
    version: stringOrNull(version['rabbitmq']),
    erlang: stringOrNull(version['erlang']),
    alarms: alarmsOf(look, name),
    partitions: texts(fact('node.partitions')),
    hasStatistics: boolOrNull(fact('node.statistics')),
    memory: value('node.memory'),
    memoryLimit: value('node.memory_limit'),
    diskFree: value('node.disk_free'),
    diskLimit: value('node.disk_limit'),
    fileDescriptors: value('node.fds'),
    fileDescriptorsLimit: value('node.fds_limit'),
    sockets: value('node.sockets'),
    socketsLimit: value('node.sockets_limit'),
    processes: value('node.processes'),
    processesLimit: value('node.processes_limit'),
    runQueue: value('node.run_queue'),
    uptimeMs: uptime === null ? null : uptime * 1000,
    roundTripMs: value('node.round_trip'),
    ...clientCounts(look, name),
    ...leaderships(look, name),
  }
}

export function boolOrNull(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}
