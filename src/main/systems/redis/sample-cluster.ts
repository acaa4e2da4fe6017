import type { Json } from '../../../shared/base/json.ts'
import type { RedisKind } from '../../../shared/systems/redis-views.ts'
import { runsText } from '../../../shared/systems/redis-slots.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import type { NodeLine } from './ask/cluster-nodes.ts'
import { numberIn } from './ask/info.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { ParsedServer } from './parsed-server.ts'
import { busFacts, busValues } from './sample-bus.ts'
import { byEntity } from './sample-nodes.ts'
import { slotMap, type SlotMap, type Voice } from './slot-map.ts'

const whole: EntitySet = { paths: ['cluster'] }

/** Gives the map of the last sample where nobody says anything new: it takes a walk over all slots of all voices. */
export type MapKeeper = (make: () => SlotMap, text: string) => SlotMap

export interface ClusterColumns {
  readonly values: readonly ValueColumn[]
  readonly facts: readonly FactColumn[]
  readonly openSlots: EntitySet
}

export function clusterColumns(
  servers: readonly ParsedServer[],
  nodes: EntitySet,
  openBefore: EntitySet | undefined,
  keep: MapKeeper,
  slow: boolean,
): ClusterColumns {
  const voices = servers.flatMap(({ address, nodes: lines }) =>
    lines === undefined ? [] : [{ address, lines }],
  )
  const map = voices.length === 0 ? undefined : keep(() => slotMap(voices), mapText(voices))
  const byPath = byEntity(servers)
  const keys = keysBySlot(servers)
  const openSlots = sameOrNew(openBefore, [...keys.keys()])
  return {
    openSlots,
    values: [
      ...(map === undefined ? [] : wholeValues(map, servers)),
      ...nodeClusterValues(byPath, nodes),
      ...(slow ? busValues(byPath, nodes) : []),
      valueColumn('slot.keys', openSlots, (path) => keys.get(path)),
    ],
    facts: [
      ...wholeFacts(map, servers),
      ...nodeClusterFacts(byPath, nodes, map),
      ...(slow ? busFacts(byPath, nodes) : []),
    ],
  }
}

/** Everything that the map is made of, and nothing that moves all the time. */
function mapText(voices: readonly Voice[]): string {
  return JSON.stringify(
    voices.map(({ address, lines }) => [
      address,
      lines.map(({ address: of, flags, configEpoch, slots }) => [of, flags, configEpoch, slots]),
    ]),
  )
}

function wholeValues(map: SlotMap, servers: readonly ParsedServer[]): readonly ValueColumn[] {
  const answering = new Set(servers.filter(({ why }) => why === undefined).map(({ address }) => address))
  let served = 0
  for (const { from, to, owner } of map.runs)
    if (owner !== null && answering.has(owner) && !map.failed.has(owner)) served += to - from + 1
  const numbers = {
    'cluster.slots_served': served,
    'cluster.slots_claimed': map.claimed,
    'cluster.slots_disputed': map.disputed,
  }
  return Object.entries(numbers).map(([metric, value]) => valueColumn(metric, whole, () => value))
}

function wholeFacts(map: SlotMap | undefined, servers: readonly ParsedServer[]): readonly FactColumn[] {
  const epochs = servers.flatMap(({ clusterInfo }) =>
    clusterInfo === undefined ? [] : [numberIn(clusterInfo, 'cluster_current_epoch')],
  )
  const runs = map?.runs.flatMap(({ from, to, owner }) => (owner === null ? [] : [{ from, to, owner }]))
  const facts: Readonly<Record<string, Json | undefined>> = {
    'cluster.mode': kindOf(servers),
    'cluster.owners': runs,
    'cluster.epoch': epochs.length === 0 ? undefined : Math.max(...epochs),
  }
  return Object.entries(facts).map(([key, value]) => factColumn(key, whole, () => value))
}

/** undefined: nobody says enough. */
function kindOf(servers: readonly ParsedServer[]): RedisKind | undefined {
  if (servers.some(({ kind }) => kind === 'sentinel')) return 'sentinel'
  const serving = servers.filter(({ why }) => why === undefined)
  if (serving.length === 0) return undefined
  if (serving.some(({ info }) => info.get('cluster_enabled') === '1')) return 'cluster'
  return servers.length > 1 ? 'group' : 'single'
}

function keysBySlot(servers: readonly ParsedServer[]): ReadonlyMap<string, number> {
  const keys = new Map<string, number>()
  for (const { address, raw } of servers)
    for (const [slot, count] of Object.entries(raw.slotKeys ?? {})) keys.set(`slot/${slot}@${address}`, count)
  return keys
}

function nodeClusterValues(
  byPath: ReadonlyMap<string, ParsedServer>,
  nodes: EntitySet,
): readonly ValueColumn[] {
  const fields = { 'node.slots_ok': 'cluster_slots_ok', 'node.known_nodes': 'cluster_known_nodes' }
  return Object.entries(fields).map(([metric, field]) =>
    valueColumn(metric, nodes, (path) => {
      const info = byPath.get(path)?.clusterInfo
      return info && numberIn(info, field)
    }),
  )
}

function nodeClusterFacts(
  byPath: ReadonlyMap<string, ParsedServer>,
  nodes: EntitySet,
  map: SlotMap | undefined,
): readonly FactColumn[] {
  const fact = (key: string, of: (myself: NodeLine, lines: readonly NodeLine[]) => Json | undefined) =>
    factColumn(key, nodes, (path) => {
      const server = byPath.get(path)
      const isObserved = server?.myself !== undefined && server.nodes !== undefined
      return isObserved ? of(server.myself, server.nodes) : undefined
    })
  return [
    fact('node.id', ({ id }) => id),
    fact('node.slots', ({ runs }) => runsText(runs)),
    fact('node.config_epoch', ({ configEpoch }) => configEpoch),
    fact('node.open_slots', ({ open }, lines) =>
      open.length === 0 ? null : open.map((one) => openOf(one, lines)),
    ),
    fact('node.view', (_myself, lines) =>
      // the server's own order changes from one answer to the next
      lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(lineOf),
    ),
    factColumn('node.cluster_state', nodes, (path) => byPath.get(path)?.clusterInfo?.get('cluster_state')),
    factColumn('node.dispute', nodes, (path) => {
      const server = byPath.get(path)
      if (server?.nodes === undefined) return undefined
      return map?.disputes.get(server.address)?.map((run) => ({ ...run })) ?? null
    }),
  ]
}

function openOf({ slot, direction, id }: NodeLine['open'][number], lines: readonly NodeLine[]): Json {
  return { slot, direction, id, other: lines.find((line) => line.id === id)?.address ?? '' }
}

function lineOf({ id, address, flags, master, configEpoch, isConnected, slots }: NodeLine): Json {
  return { id, address, flags: flags.join(','), master, epoch: configEpoch, link: isConnected, slots }
}
