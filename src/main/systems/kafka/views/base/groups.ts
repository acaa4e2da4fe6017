import type { Json } from '../../../../../shared/base/json.ts'
import type { ReadingStatus } from '../../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../../moment.ts'
import type { Assignment } from '../../ask/assignment.ts'
import { nameOf } from './layout.ts'
import { alignedTo, before } from './past.ts'
import { type Reading, readingOf, worstOf } from './reading.ts'
import { whyGroup, whyPartition } from './reading-words.ts'

/** One group at a moment. */
export interface GroupRow {
  readonly id: string
  readonly state: string
  readonly type: string
  readonly protocol: string
  /** NaN: not described. */
  readonly members: number
  readonly lag: number
  /** Of its worst partition. */
  readonly lagMs: number
  readonly trendPerSecond: number
  readonly topics: readonly string[]
  readonly coordinator: number
  readonly status: ReadingStatus
  readonly why: string
}

/** A member as the fact `group.members` holds it. */
export interface MemberFact {
  readonly id: string
  readonly clientId: string
  readonly host: string
  readonly instanceId?: string
  /** null: not known. */
  readonly assignment: Assignment | null
  readonly epoch?: number
}

/** null: not described. */
export function membersIn(fact: Json | undefined): readonly MemberFact[] | null {
  return Array.isArray(fact) ? fact : null
}

const cache = new WeakMap<Look, { at: number; rows: GroupRow[] }>()

/** All groups, in the order of ids. Made once for a moment. */
export function groupRows(look: Look): GroupRow[] {
  const { sampledAt } = look.moment
  const known = cache.get(look)
  if (known?.at === sampledAt) return [...known.rows]
  const rows = readGroups(look)
  cache.set(look, { at: sampledAt, rows })
  return [...rows]
}

function readGroups(look: Look): GroupRow[] {
  const { moment } = look
  const reading = readingOf(look)
  const trend = trends(look)
  const ids = [...new Set([...moment.facts('group.state').keys(), ...moment.facts('group.type').keys()])]
  return ids
    .map(nameOf)
    .sort()
    .map((id) => groupRow(look, id, reading, trend.get(`group/${id}`) ?? Number.NaN))
}

/** How fast each group's lag grows over a minute, records/s. */
function trends(look: Look): Map<string, number> {
  const now = look.moment.column('group.lag')
  const past = before(look, 'group.lag', 60_000)
  const then = now && alignedTo(now.entities, past)
  if (now === undefined || past === undefined || then === undefined) return new Map()
  const seconds = (now.at - past.at) / 1000
  return new Map(now.entities.paths.map((path, i) => [path, (now.values[i]! - then[i]!) / seconds]))
}

function groupRow(look: Look, id: string, reading: Reading | undefined, trendPerSecond: number): GroupRow {
  const { moment } = look
  const own = reading?.rows.groupRow.get(id)
  const commits = own === undefined ? [] : reading!.rows.commits[own]!
  const entity = `group/${id}`
  const text = (key: string) => String(moment.fact(entity, key) ?? '')
  const members = membersIn(moment.fact(entity, 'group.members'))
  const coordinator = moment.fact(entity, 'group.coordinator')
  const lag = commits.length === 0 ? Number.NaN : (moment.value(entity, 'group.lag') ?? Number.NaN)
  return {
    id,
    state: text('group.state'),
    type: text('group.type'),
    protocol: text('group.protocol'),
    members: members?.length ?? Number.NaN,
    lag,
    trendPerSecond,
    topics: topicsOf(own === undefined ? [] : reading!.rows.topics[own]!, members),
    coordinator: typeof coordinator === 'number' ? coordinator : -1,
    ...judged(reading, commits, trendPerSecond),
  }
}

function judged(reading: Reading | undefined, commits: readonly number[], trendPerSecond: number) {
  if (reading === undefined || commits.length === 0)
    return { lagMs: Number.NaN, status: 'idle' as const, why: 'commits nothing' }
  const statuses = commits.map((i) => reading.status[i]!)
  const status = worstOf(new Set(statuses))
  let worst = commits.find((i) => reading.status[i] === status)!
  for (const i of commits)
    if (reading.status[i] === status && reading.lag[i]! > reading.lag[worst]!) worst = i
  const p = reading.rows.partition[worst]!
  const one = whyPartition({
    status,
    committed: reading.committed[worst]!,
    hw: reading.partitions.hw[p] ?? Number.NaN,
    logStart: reading.partitions.logStart[p] ?? Number.NaN,
    lag: reading.lag[worst]!,
    lagMs: reading.lagMs[worst]!,
    trendPerSecond,
    stands: reading.partitions.stands[p] === 1,
    stillMs: Number.NaN,
  })
  return {
    lagMs: commits.reduce((most, i) => Math.max(most, reading.lagMs[i]!), 0),
    status,
    why: whyGroup(status, statuses, one),
  }
}

/** What it commits to or is assigned. */
function topicsOf(committed: readonly string[], members: readonly MemberFact[] | null): readonly string[] {
  const assigned = (members ?? []).flatMap(({ assignment }) => Object.keys(assignment ?? {}))
  if (assigned.every((topic) => committed.includes(topic))) return committed
  return [...new Set([...committed, ...assigned])].sort()
}
