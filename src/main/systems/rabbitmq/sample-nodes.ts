import type { Json } from '../../../shared/base/json.ts'
import { factColumn, valueColumn } from '../base/columns.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { fieldsIn, isTrue, listIn, numberIn, textIn, textsIn, type Fields } from './ask/fields.ts'
import { alarmsOf, deadLetterCounters, nodeGauges, partitionsOf, type ParsedNode } from './parsed-node.ts'
import type { RawReplies } from './raw.ts'

/** Fields of `GET /api/nodes` by metric, and what they are multiplied by. */
const fields: Readonly<Record<string, readonly [field: string, scale?: number]>> = {
  'node.memory': ['mem_used'],
  'node.memory_limit': ['mem_limit'],
  'node.disk_free': ['disk_free'],
  'node.disk_limit': ['disk_free_limit'],
  'node.fds': ['fd_used'],
  'node.fds_limit': ['fd_total'],
  'node.sockets': ['sockets_used'],
  'node.sockets_limit': ['sockets_total'],
  'node.processes': ['proc_used'],
  'node.processes_limit': ['proc_total'],
  'node.run_queue': ['run_queue'],
  'node.uptime': ['uptime', 0.001],
  'node.gc': ['gc_num'],
  'node.connections_opened': ['connection_created'],
  'node.connections_closed': ['connection_closed'],
}

export function nodeValues(
  nodes: readonly ParsedNode[],
  entities: EntitySet,
  slow: boolean,
): readonly ValueColumn[] {
  const byPath = new Map(nodes.map((node) => [node.entity, node]))
  const of = (read: (node: ParsedNode) => number | undefined) => (path: string) => {
    const node = byPath.get(path)
    return node && read(node)
  }
  const read = (metric: string, [field, scale = 1]: readonly [string, number?]) =>
    of(({ api, metrics }) => {
      const told = scale * numberIn(api ?? {}, field)
      // the management's word first: without its statistics that of the node's own endpoint
      return Number.isNaN(told) ? metrics?.get(nodeGauges[metric] ?? '') : told
    })
  return [
    valueColumn(
      'node.round_trip',
      entities,
      of(({ raw }) => raw?.roundTripMs ?? undefined),
    ),
    ...Object.entries(fields).map(([metric, field]) => valueColumn(metric, entities, read(metric, field))),
    ...(slow ? Object.entries(deadLetterCounters) : []).map(([metric, name]) =>
      valueColumn(
        metric,
        entities,
        of(({ metrics }) => metrics?.get(name)),
        'slow',
      ),
    ),
  ]
}

export function nodeFacts(
  nodes: readonly ParsedNode[],
  entities: EntitySet,
  raw: RawReplies,
  versions: VersionBook,
): readonly FactColumn[] {
  const byPath = new Map(nodes.map((node) => [node.entity, node]))
  const fact = (key: string, read: (node: ParsedNode) => Json | undefined) =>
    factColumn(key, entities, (path) => {
      const node = byPath.get(path)
      return node && read(node)
    })
  const overview = fieldsIn(raw.replies['GET /api/overview'])
  return [
    fact('node.state', ({ state }) => state),
    fact('node.why', ({ why }) => why?.message ?? null),
    fact('node.address', ({ raw: own }) => (own?.isSure === true ? own.address : null)),
    fact('node.prometheus', ({ raw: own }) => own?.prometheus ?? null),
    fact('node.peers', viewOf),
    fact('node.running', ({ name }) => runningByPeers(name, nodes)),
    fact('node.version', (node) => versions.of(node)),
    fact('node.alarms', (node) => alarmsOf(node)),
    fact('node.partitions', (node) => partitionsOf(node)),
    fact('node.statistics', ({ api }) => (api === undefined ? undefined : api['rates_mode'] !== undefined)),
    fact('node.outline', ({ name, api }) => outlineOf(name, api, overview)),
    fact('node.asks', (node) => (raw.slow ? asksOf(node) : undefined)),
  ]
}

function viewOf({ view }: ParsedNode): Json | undefined {
  if (view === undefined) return undefined
  return Object.fromEntries(view.map((entry) => [textIn(entry, 'name') ?? '', isTrue(entry, 'running')]))
}

/** By those who answer, itself left out: true as soon as one says so; undefined: none was heard. */
function runningByPeers(name: string, nodes: readonly ParsedNode[]): boolean | undefined {
  const words = nodes.flatMap(({ name: other, view }) => {
    const entry = other === name ? undefined : view?.find((one) => one['name'] === name)
    return entry === undefined ? [] : [isTrue(entry, 'running')]
  })
  return words.length === 0 ? undefined : words.includes(true)
}

/** Versions of nodes. That of Erlang only the Prometheus endpoint tells, now and then: between two askings it holds on. */
export class VersionBook {
  readonly #erlang = new Map<string, string>()

  of({ name, api, identity }: ParsedNode): Json | undefined {
    const application = listIn(api?.['applications']).find((one) => one['name'] === 'rabbit')
    const rabbitmq = textIn(application ?? {}, 'version') ?? identity.version
    if (identity.erlang !== undefined) this.#erlang.set(name, identity.erlang)
    return rabbitmq === undefined ? undefined : { rabbitmq, erlang: this.#erlang.get(name) ?? null }
  }
}

function outlineOf(name: string, api: Fields | undefined, overview: Fields): Json | undefined {
  if (api?.['enabled_plugins'] === undefined) return undefined
  const listeners = listIn(overview['listeners']).filter(({ node }) => node === name)
  return {
    plugins: [...textsIn(api['enabled_plugins'])].sort(),
    listeners: listeners.map((one) => ({
      protocol: textIn(one, 'protocol') ?? '',
      address: `${textIn(one, 'ip_address') ?? ''}:${numberIn(one, 'port')}`,
    })),
    tickTimeS: numberOrNull(api, 'net_ticktime'),
    type: textIn(api, 'type') ?? null,
  }
}

function numberOrNull(api: Fields, key: string): number | null {
  const value = numberIn(api, key)
  return Number.isNaN(value) ? null : value
}

/** For each ask whether it is answered, as of the last minute's asking. */
function asksOf({ raw }: ParsedNode): Json | undefined {
  if (raw === undefined) return undefined
  const refused = Object.entries(raw.failures).map(([ask, { message }]) => [ask, message] as const)
  const told: readonly (readonly [string, boolean])[] = [
    ['GET /api/health/checks/local-alarms', raw.roundTripMs !== null],
    ['GET /api/nodes', raw.view !== undefined],
    ['GET /metrics', raw.metrics !== undefined],
  ]
  const answered = told.filter(([, is]) => is).map(([ask]) => [ask, 'answered'] as const)
  return Object.fromEntries([...answered, ...refused])
}
