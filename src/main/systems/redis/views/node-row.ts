import type { NodeRole, NodeRow, NodeState } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'
import { list, number, perSecond, record, since, text } from '../../base/reading.ts'
import { numberOf, setting, stringOf } from './reading.ts'

/** One server as it is, or as it was when it last answered. */
export function nodeRow(look: Look, address: string): NodeRow {
  const entity = `node/${address}`
  const role = roleOf(look, address)
  const master = role === 'replica' ? text(look, entity, 'node.master') : null
  const state = (text(look, entity, 'node.state') ?? 'silent') as NodeState
  const uptime = number(look, entity, 'node.uptime')
  return {
    address,
    id: text(look, entity, 'node.id'),
    state,
    stateSince: since(look, entity, 'node.state'),
    why: text(look, entity, 'node.why'),
    version: text(look, entity, 'node.version'),
    role,
    roleSince: since(look, entity, 'node.role'),
    master,
    link: role === 'replica' ? linkOf(look, entity) : null,
    linkSince: role === 'replica' ? since(look, entity, 'node.link') : null,
    listed: master === null ? null : listedState(look, master, address),
    offset: number(look, entity, 'node.offset'),
    ...lagOf(look, master, address),
    slots: text(look, entity, 'node.slots') ?? '',
    slotCount: slotsOf(look, entity),
    configEpoch: numberOf(look.moment.fact(entity, 'node.config_epoch')),
    clusterState: text(look, entity, 'node.cluster_state'),
    keys: number(look, entity, 'node.keys'),
    memory: number(look, entity, 'node.memory'),
    maxMemory: number(look, entity, 'node.max_memory'),
    commandsPerSecond: state === 'serving' ? perSecond(look, entity, 'node.commands') : null,
    clients: number(look, entity, 'node.clients'),
    uptimeMs: uptime === null ? null : uptime * 1000,
    roundTripMs: number(look, entity, 'node.round_trip'),
    backlogHeld: number(look, entity, 'node.backlog_held'),
  }
}

export function roleOf(look: Look, address: string): NodeRole | null {
  const role = text(look, `node/${address}`, 'node.role')
  return role === 'master' || role === 'replica' ? role : null
}

function linkOf(look: Look, entity: string): NodeRow['link'] {
  const link = text(look, entity, 'node.link')
  return link === 'up' || link === 'down' || link === 'sync' ? link : null
}

function listedState(look: Look, master: string, address: string): string | null {
  const listed = list(look.moment.fact(`node/${master}`, 'node.replicas')).map(record)
  const found = listed.find((one) => one['address'] === address)
  return found === undefined ? null : stringOf(found['state'])
}

function lagOf(
  look: Look,
  master: string | null,
  address: string,
): Pick<NodeRow, 'lagBytes' | 'lagSeconds' | 'silentSeconds'> {
  if (master === null) return { lagBytes: null, lagSeconds: null, silentSeconds: null }
  const entity = `replica/${address}@${master}`
  const lagBytes = number(look, entity, 'replica.lag_bytes')
  const written = perSecond(look, `node/${master}`, 'node.offset')
  const isWriting = written !== null && written > 0
  return {
    lagBytes,
    lagSeconds: lagBytes === null || !isWriting ? null : lagBytes / written,
    silentSeconds: number(look, entity, 'replica.silent_s'),
  }
}

function slotsOf(look: Look, entity: string): number | null {
  const runs = text(look, entity, 'node.slots')
  if (runs === null) return null
  return runs
    .split(', ')
    .filter((run) => run !== '')
    .reduce((total, run) => {
      const [from = 0, to = from] = run.split('–').map(Number)
      return total + to - from + 1
    }, 0)
}

/** A limit that the server was told, or the one that holds without. */
export function numberSetting(look: Look, address: string, name: string, otherwise: number): number {
  const value = setting(look, address, name)
  return value === null || value === '' ? otherwise : Number(value)
}
