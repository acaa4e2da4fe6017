import type { Json } from '../../../shared/base/json.ts'
import type { NodeState } from '../../../shared/systems/rabbitmq-views.ts'
import { rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import { listIn, textIn, textsIn, type Fields } from './ask/fields.ts'
import { identityIn, sumsOf } from './ask/prometheus.ts'
import type { RawFailure, RawNode, RawReplies } from './raw.ts'

/** One node of the cluster: what it says itself, and what the one that was asked says of it. */
export interface ParsedNode {
  /** `rabbit@a`; its address where it never said its name. */
  readonly name: string
  readonly entity: string
  /** undefined: it has no address here. */
  readonly raw: RawNode | undefined
  readonly state: NodeState | undefined
  readonly why: RawFailure | undefined
  /** Its entry of `GET /api/nodes` by the one that was asked; undefined: not observed. */
  readonly api: Fields | undefined
  /** Its own view of all. */
  readonly view: readonly Fields[] | undefined
  /** What its Prometheus endpoint counts; undefined: not asked. */
  readonly metrics: ReadonlyMap<string, number> | undefined
  readonly identity: ReturnType<typeof identityIn>
}

/** Names of `/metrics` that stand for what the management tells otherwise, and those that only it tells. */
export const nodeGauges: Readonly<Record<string, string>> = {
  'node.memory': 'rabbitmq_process_resident_memory_bytes',
  'node.memory_limit': 'rabbitmq_resident_memory_limit_bytes',
  'node.disk_free': 'rabbitmq_disk_space_available_bytes',
  'node.disk_limit': 'rabbitmq_disk_space_available_limit_bytes',
  'node.fds': 'rabbitmq_process_open_fds',
  'node.fds_limit': 'rabbitmq_process_max_fds',
  'node.processes': 'rabbitmq_erlang_processes_used',
  'node.processes_limit': 'rabbitmq_erlang_processes_limit',
  'node.uptime': 'rabbitmq_erlang_uptime_seconds',
  'node.connections_opened': 'rabbitmq_connections_opened_total',
  'node.connections_closed': 'rabbitmq_connections_closed_total',
}
export const deadLetterCounters: Readonly<Record<string, string>> = {
  'node.dead_expired': 'rabbitmq_global_messages_dead_lettered_expired_total',
  'node.dead_rejected': 'rabbitmq_global_messages_dead_lettered_rejected_total',
  'node.dead_overflow': 'rabbitmq_global_messages_dead_lettered_maxlen_total',
  'node.dead_delivered': 'rabbitmq_global_messages_dead_lettered_delivery_limit_total',
}
export const clusterGauges: Readonly<Record<string, string>> = {
  'cluster.ready': 'rabbitmq_queue_messages_ready',
  'cluster.unacked': 'rabbitmq_queue_messages_unacked',
  'cluster.queues': 'rabbitmq_queues',
  'cluster.connections': 'rabbitmq_connections',
  'cluster.channels': 'rabbitmq_channels',
  'cluster.consumers': 'rabbitmq_consumers',
}
const wanted = new Set([
  ...[nodeGauges, deadLetterCounters, clusterGauges].flatMap((names) => Object.values(names)),
])

/** @param known names of the nodes of the last sample, for when nobody can tell them */
export function parseNodes(raw: RawReplies, known: readonly string[]): readonly ParsedNode[] {
  const told = raw.replies['GET /api/nodes']
  const entries = new Map(listIn(told).map((entry) => [textIn(entry, 'name') ?? '', entry]))
  const byName = new Map(raw.nodes.map((node) => [node.name ?? node.address, node]))
  const rest = told === undefined ? known : [...entries.keys()]
  // who has an address and is named nowhere else may be just removed, or not yet met
  const names = new Set([...byName.keys(), ...rest])
  return [...names].sort().map((name) => parsed(name, byName.get(name), entries.get(name), told))
}

function parsed(
  name: string,
  raw: RawNode | undefined,
  api: Fields | undefined,
  told: Json | undefined,
): ParsedNode {
  const why = raw?.failures['GET /api/health/checks/local-alarms']
  const text = raw?.metrics
  return {
    ...{ name, raw, why, api },
    entity: rabbitmqEntity('node', name),
    state: raw?.isSure === true ? ownState(why) : peersState(api, told !== undefined),
    view: raw?.view === undefined ? undefined : listIn(raw.view),
    metrics: text === undefined ? undefined : sumsOf(text, wanted),
    identity: text === undefined ? {} : identityIn(text),
  }
}

function ownState(why: RawFailure | undefined): NodeState {
  if (why === undefined) return 'running'
  if (why.unreachable === true || why.code === 'name') return 'unreachable'
  if (why.code === 'timeout') return 'hangs'
  if (why.code === 'refused') return 'stopped'
  return why.code === 'auth' || why.code === 'forbidden' ? 'closed' : 'foreign'
}

/** undefined: not told now. */
function peersState(api: Fields | undefined, isTold: boolean): NodeState | undefined {
  if (!isTold) return undefined
  if (api?.['running'] === undefined) return 'unknown'
  return api['running'] === true ? 'running' : 'stopped'
}

/** `memory`, `disk`, `file_descriptors`, as the node says itself, else as its entry has it; undefined: nobody says. */
export function alarmsOf({ raw, why, api }: ParsedNode): readonly string[] | undefined {
  if (raw?.alarms !== undefined) return raw.alarms.map(alarmName).sort()
  if (why !== undefined || api?.['mem_alarm'] === undefined) return undefined
  return [
    ...(api['disk_free_alarm'] === true ? ['disk'] : []),
    ...(api['mem_alarm'] === true ? ['memory'] : []),
  ]
}

function alarmName(resource: string): string {
  return resource.startsWith('file_descriptor') ? 'file_descriptors' : resource
}

/** Nodes it says that it is cut off from; undefined: it wasn't asked. */
export function partitionsOf({ name, view }: ParsedNode): readonly string[] | undefined {
  const own = view?.find((entry) => entry['name'] === name)
  return own === undefined ? undefined : [...textsIn(own['partitions'])].sort()
}
