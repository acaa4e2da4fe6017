import type { BrokerRows, DiskRows } from '../../../../../shared/systems/kafka-cluster-views.ts'
import type { Look } from '../../../moment.ts'
import { idOf } from './layout.ts'
import { alignedTo, rateOf } from './past.ts'
import { partitionsOf } from './partitions.ts'

const HOUR_MS = 3_600_000

/** Brokers that are registered, and those that some partition still names. */
export function brokerRows(look: Look): BrokerRows {
  const { moment } = look
  const addresses = moment.facts('broker.address')
  const states = moment.facts('broker.state')
  const placed = placedReplicas(look)
  const ids = [...new Set([...[...addresses.keys()].map(idOf), ...placed.replicas.keys()])].sort(
    (a, b) => a - b,
  )
  const path = (id: number) => `broker/${String(id)}`
  const values = (metric: string) =>
    Float64Array.from(ids, (id) => moment.value(path(id), metric) ?? Number.NaN)
  const leaders = Float64Array.from(ids, (id) => placed.leaders.get(id) ?? 0)
  const size = values('broker.size')
  return {
    id: Int32Array.from(ids),
    address: ids.map((id) => textOf(addresses.get(path(id))?.value)),
    rack: ids.map((id) => textOf(moment.fact(path(id), 'broker.rack'))),
    state: ids.map((id) => stateOf(states.get(path(id))?.value, addresses.has(path(id)))),
    since: Float64Array.from(ids, (id) => states.get(path(id))?.since ?? lostSince(look, path(id))),
    leaders,
    preferred: Float64Array.from(ids, (id) => placed.preferred.get(id) ?? 0),
    replicas: Float64Array.from(ids, (id) => placed.replicas.get(id) ?? 0),
    outOfIsr: Float64Array.from(ids, (id) => placed.outOfIsr.get(id) ?? 0),
    messagesPerSecond: Float64Array.from(ids, (id) => rateOf(look, path(id), 'broker.end')),
    size,
    leaderSkew: skew(leaders),
    sizeSkew: skew(size),
    roundTripMs: values('broker.roundTrip'),
  }
}

/** Counted from the facts, not taken from the metrics: a broker that is lost has no metrics, but still has replicas. */
function placedReplicas(look: Look) {
  const { leader, replicas, isr } = partitionsOf(look)
  const counts = { leaders: counter(), preferred: counter(), replicas: counter(), outOfIsr: counter() }
  replicas.forEach((list, row) => {
    if (leader[row]! >= 0) add(counts.leaders, leader[row]!)
    if (list[0] !== undefined) add(counts.preferred, list[0])
    for (const broker of list) {
      add(counts.replicas, broker)
      if (!isr[row]!.includes(broker)) add(counts.outOfIsr, broker)
    }
  })
  return counts
}

function counter(): Map<number, number> {
  return new Map()
}

function add(counts: Map<number, number>, id: number): void {
  counts.set(id, (counts.get(id) ?? 0) + 1)
}

function stateOf(state: unknown, isRegistered: boolean): BrokerRows['state'][number] {
  if (!isRegistered) return 'lost'
  return state === 'silent' ? 'silent' : 'online'
}

/** When its address ceased to hold; NaN: before what was looked through. */
function lostSince(look: Look, broker: string): number {
  const spans = look.spans(broker, 'broker.address', look.moment.at - 24 * HOUR_MS)
  return spans.at(-1)?.to ?? Number.NaN
}

/** How far each lies above the mean; NaN where unknown, or where there is nothing to compare. */
function skew(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return values.map((value) => (mean > 0 ? value / mean - 1 : Number.NaN))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export function diskRows(look: Look): DiskRows {
  const { moment } = look
  const paths = diskPaths(look)
  const column = (metric: string) =>
    alignedTo({ paths }, moment.column(metric)) ?? new Float64Array(paths.length).fill(Number.NaN)
  const usable = column('disk.usable')
  return {
    broker: Int32Array.from(paths, (path) => Number(path.split('/')[1])),
    dir: paths.map((path) => path.split('/').slice(2).join('/')),
    total: column('disk.total'),
    usable,
    size: column('disk.size'),
    error: paths.map((path) => textOf(moment.fact(path, 'disk.error'))),
    fullInMs: Float64Array.from(paths, (path, i) => fullIn(look, path, usable[i]!)),
  }
}

/** Disks that told a size, and those that only told an error. */
function diskPaths({ moment }: Look): string[] {
  const sized = moment.column('disk.size')?.entities.paths ?? []
  return [...new Set([...sized, ...moment.facts('disk.error').keys()])].sort((a, b) => (a < b ? -1 : 1))
}

/** At the rate at which free space fell in the last hour. */
function fullIn(look: Look, disk: string, usable: number): number {
  const { t, v } = look.series(disk, 'disk.usable', look.moment.at - HOUR_MS)
  const first = v.findIndex((value) => !Number.isNaN(value))
  const spanMs = first < 0 ? 0 : t.at(-1)! - t[first]!
  // less than five minutes says nothing about a disk
  if (spanMs < 300_000) return Number.NaN
  const fallPerMs = (v[first]! - usable) / spanMs
  return fallPerMs <= 0 ? Number.POSITIVE_INFINITY : usable / fallPerMs
}

/** Of all brokers together: how fast their sizes grew in the last hour, bytes/s; NaN: too little history. */
export function growthPerSecond(look: Look): number {
  const now = look.moment.column('broker.size')
  if (now === undefined) return Number.NaN
  const past = look.column('broker.size', now.at - HOUR_MS) ?? oldest(look, now.entities.paths[0])
  const then = past && alignedTo(now.entities, past)
  if (past === undefined || then === undefined || past.at >= now.at) return Number.NaN
  const grown = now.values.reduce((sum, value, i) => sum + value - then[i]!, 0)
  return grown / ((now.at - past.at) / 1000)
}

function oldest(look: Look, broker: string | undefined) {
  if (broker === undefined) return undefined
  const [first] = look.series(broker, 'broker.size', look.moment.at - HOUR_MS).t
  return first === undefined ? undefined : look.column('broker.size', first)
}
