import type { Json } from '../../../../shared/base/json.ts'
import type { ClientsData } from '../../../../shared/systems/redis-load-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { list, number, perSecond, record, since } from '../../base/reading.ts'
import { blindSpots, nodeAddresses, numberOf, stringOf } from './reading.ts'

export const clients: View = {
  run: (look) => ({ ...clientsData(look) }),
}

function clientsData(look: Look): ClientsData {
  const addresses = nodeAddresses(look)
  const groups = addresses.flatMap((address) =>
    list(look.moment.fact(`node/${address}`, 'node.clients')).map((group) => groupOf(address, record(group))),
  )
  return {
    groups: groups.sort((a, b) => b.count - a.count),
    nodes: addresses.map((address) => nodeOf(look, address)),
  }
}

function groupOf(address: string, group: { readonly [key: string]: Json }): ClientsData['groups'][number] {
  const count = (key: string) => numberOf(group[key]) ?? 0
  const commands = Object.entries(record(group['commands'])).sort(
    ([, a], [, b]) => (numberOf(b) ?? 0) - (numberOf(a) ?? 0),
  )
  return {
    address,
    host: stringOf(group['host']),
    name: stringOf(group['name']),
    user: stringOf(group['user']),
    library: stringOf(group['library']),
    count: count('count'),
    subscribers: count('subscribers'),
    blocked: count('blocked'),
    replicas: count('replicas'),
    maxIdleMs: count('maxIdleMs'),
    outputBytes: count('outputBytes'),
    memoryBytes: count('memoryBytes'),
    commands: commands.map(([name]) => name),
  }
}

function nodeOf(look: Look, address: string): ClientsData['nodes'][number] {
  const entity = `node/${address}`
  const gap = blindSpots(look, entity).find(({ ask }) => ask === 'CLIENT LIST' || ask === 'INFO')
  return {
    address,
    connected: number(look, entity, 'node.clients'),
    limit: number(look, entity, 'node.max_clients'),
    blocked: number(look, entity, 'node.blocked_clients'),
    connectionsPerSecond: perSecond(look, entity, 'node.connections'),
    rejected: number(look, entity, 'node.rejected_connections'),
    listedAt: since(look, entity, 'node.clients'),
    why: gap?.why ?? null,
  }
}
