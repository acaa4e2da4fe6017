import type { PartitionState } from '../../../../../shared/systems/kafka-views.ts'
import type { Held, Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { configNumber } from './configs.ts'
import { type PartitionLayout, partitionLayout, type ReplicaLayout, replicaLayout } from './layout.ts'
import { alignedTo } from './past.ts'
import { partitionSet, replicaSet } from './sets.ts'

/** No leader, and leader not observed. */
export const NO_LEADER = -1
export const UNKNOWN_LEADER = -2

/** A record that isn't on all in-sync replicas after this long is waiting, not on its way: followers fetch every 500 ms at the latest. */
const WAITING_MS = 2000

const NOBODY: readonly number[] = []

/** Every partition of a moment, in arrays by row. */
export interface Partitions {
  readonly set: EntitySet
  readonly layout: PartitionLayout
  readonly replicaSet: EntitySet
  readonly replicaRows: ReplicaLayout
  readonly leader: Int32Array
  readonly replicas: readonly (readonly number[])[]
  readonly isr: readonly (readonly number[])[]
  readonly hw: Float64Array
  readonly logStart: Float64Array
  /** Per replica, in the order of `replicaSet`. */
  readonly leo: Float64Array
  /** Log end of the leader. */
  readonly end: Float64Array
  /** Per topic; NaN: not known. More than there are replicas counts as their number: so does the broker. */
  readonly minIsr: Float64Array
  /** 1: records have waited for the watermark for more than two seconds. */
  readonly stands: Uint8Array
  readonly state: readonly PartitionState[]
}

const tables = new WeakMap<Look, { at: number; table: Partitions }>()

/** Made once for a moment, however many rules and views ask. */
export function partitionsOf(look: Look): Partitions {
  const { sampledAt } = look.moment
  const known = tables.get(look)
  if (known?.at === sampledAt) return known.table
  const table = readPartitions(look)
  tables.set(look, { at: sampledAt, table })
  return table
}

function readPartitions(look: Look): Partitions {
  const { moment } = look
  const set = partitionSet(look)
  const layout = partitionLayout(set)
  const { leader, replicas, isr, minIsr } = factsOf(look, set, layout)
  const replicasOf = replicaSet(look, layout, replicas)
  const replicaRows = replicaLayout(replicasOf, layout)
  const column = (metric: string, of: EntitySet) =>
    alignedTo(of, moment.column(metric)) ?? new Float64Array(of.paths.length).fill(Number.NaN)
  const leo = column('replica.leo', replicasOf)
  const hw = column('partition.hw', set)
  const end = leaderEnds(leader, leo, replicaRows)
  const base = {
    set,
    layout,
    replicaSet: replicasOf,
    replicaRows,
    leader,
    replicas,
    isr,
    hw,
    logStart: column('partition.logStart', set),
    leo,
    end,
    minIsr,
    stands: mayWait(end, hw)
      ? standing(look, leader, hw, replicaRows, replicasOf)
      : new Uint8Array(hw.length),
  }
  return { ...base, state: isr.map((_, row) => stateOf(base, row)) }
}

interface PartitionFacts {
  readonly at: number
  readonly leader: Int32Array
  readonly replicas: readonly (readonly number[])[]
  readonly isr: readonly (readonly number[])[]
  readonly minIsr: Float64Array
}

const keys = ['partition.leader', 'partition.replicas', 'partition.isr', 'topic.config']
/** So far back edges lie in memory. */
const FRESH_MS = 60_000
const lastFacts = new WeakMap<EntitySet, PartitionFacts>()

/** Looks up forty thousand facts only when one of them has changed since the last time. */
function factsOf(look: Look, set: EntitySet, layout: PartitionLayout): PartitionFacts {
  const { moment } = look
  const last = lastFacts.get(set)
  const isRecent = last !== undefined && last.at <= moment.sampledAt && moment.sampledAt - last.at < FRESH_MS
  if (isRecent && look.changes(keys, last.at + 1).length === 0) return { ...last, at: moment.sampledAt }
  const leaders = moment.facts('partition.leader')
  const facts = {
    at: moment.sampledAt,
    leader: Int32Array.from(set.paths, (path) => numberOf(leaders.get(path)) ?? UNKNOWN_LEADER),
    replicas: lists(set, moment.facts('partition.replicas')),
    isr: lists(set, moment.facts('partition.isr')),
    minIsr: Float64Array.from(layout.topics, (topic) =>
      configNumber(moment, `topic/${topic}`, 'min.insync.replicas'),
    ),
  }
  lastFacts.set(set, facts)
  return facts
}

/** The least number of in-sync replicas that acks=all needs; NaN: not known. */
export function neededIsr({ minIsr, replicas, layout }: Omit<Partitions, 'state'>, row: number): number {
  return Math.min(minIsr[layout.topic[row]!]!, replicas[row]!.length)
}

function stateOf(partitions: Omit<Partitions, 'state'>, row: number): PartitionState {
  const { leader, isr, replicas, stands, hw } = partitions
  if (leader[row] === UNKNOWN_LEADER) return 'unknown'
  if (leader[row] === NO_LEADER) return 'offline'
  const inSync = isr[row]!.length
  const needed = neededIsr(partitions, row)
  if (inSync < needed) return 'under-min-isr'
  if (stands[row] === 1) return 'hw-stands'
  if (inSync < replicas[row]!.length) return inSync === needed ? 'at-min-isr' : 'under-replicated'
  // the ISR is what Metadata still says; whether the leader lives is another matter while it answers nothing
  return Number.isNaN(hw[row]!) ? 'unknown' : 'in-sync'
}

/** Where each leader's log ends, out of the ends of all replicas. */
export function leaderEnds(leader: Int32Array, leo: Float64Array, rows: ReplicaLayout): Float64Array {
  const ends = new Float64Array(leader.length).fill(Number.NaN)
  for (let i = 0; i < rows.partition.length; i++) {
    const partition = rows.partition[i]!
    if (partition >= 0 && rows.broker[i] === leader[partition]) ends[partition] = leo[i]!
  }
  return ends
}

/** A log's end never falls: where every watermark is at it, none waits, and nobody need look back. */
function mayWait(end: Float64Array, hw: Float64Array): boolean {
  for (let row = 0; row < hw.length; row++) if (!(end[row]! <= hw[row]!)) return true
  return false
}

/** A watermark that is still below where the leader's log already ended two seconds ago. */
function standing(
  look: Look,
  leader: Int32Array,
  hw: Float64Array,
  rows: ReplicaLayout,
  replicas: EntitySet,
): Uint8Array {
  const stands = new Uint8Array(leader.length)
  const earlier = alignedTo(replicas, look.column('replica.leo', look.moment.sampledAt - WAITING_MS))
  if (earlier === undefined) return stands
  const ends = leaderEnds(leader, earlier, rows)
  for (let row = 0; row < hw.length; row++) if (ends[row]! > hw[row]!) stands[row] = 1
  return stands
}

function lists(set: EntitySet, held: ReadonlyMap<string, Held>): (readonly number[])[] {
  return set.paths.map((path) => {
    const value = held.get(path)?.value
    return Array.isArray(value) ? (value as readonly number[]) : NOBODY
  })
}

function numberOf(held: Held | undefined): number | undefined {
  return typeof held?.value === 'number' ? held.value : undefined
}
