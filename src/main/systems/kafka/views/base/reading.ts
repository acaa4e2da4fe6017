import { type ReadingStatus, readingStatuses } from '../../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { HwHistory } from './hw-history.ts'
import { type CommitRows, commitRows } from './commit-rows.ts'
import { alignedTo, before } from './past.ts'
import { type Partitions, partitionsOf } from './partitions.ts'
import { commitSet } from './sets.ts'

/** Two looks back: what holds in both halves of the minute is a trend, not a hiccup. */
const HALF_MS = 30_000
const WHOLE_MS = 60_000
/** A consumer that keeps up has this much anyway: it commits every 5 s (auto.commit.interval.ms), and fetches before that. */
const USUAL_LAG_MS = 10_000

/** How every committed offset is read on, by row of `rows`. */
export interface Reading {
  readonly rows: CommitRows
  readonly set: EntitySet
  readonly partitions: Partitions
  readonly committed: Float64Array
  /** Σ of it is the group's lag; NaN: not known. */
  readonly lag: Float64Array
  readonly lagMs: Float64Array
  readonly status: readonly ReadingStatus[]
}

const readings = new WeakMap<Look, { at: number; reading: Reading | undefined }>()

/** Undefined: nobody commits anything. Made once for a moment. */
export function readingOf(look: Look): Reading | undefined {
  const { sampledAt } = look.moment
  const known = readings.get(look)
  if (known?.at === sampledAt) return known.reading
  const reading = read(look)
  readings.set(look, { at: sampledAt, reading })
  return reading
}

function read(look: Look): Reading | undefined {
  const set = commitSet(look)
  if (set === undefined) return undefined
  const partitions = partitionsOf(look)
  const rows = commitRows(set, partitions.layout)
  const committed =
    alignedTo(set, look.moment.column('commit.offset')) ?? new Float64Array(set.paths.length).fill(Number.NaN)
  const lag = lagOf(committed, rows, partitions.hw)
  const lagMs = agesOf(committed, rows, lag, new HwHistory(look, partitions.set))
  const half = thenAt(look, HALF_MS, set, partitions.set)
  const whole = thenAt(look, WHOLE_MS, set, partitions.set)
  const reading = { rows, set, partitions, committed, lag, lagMs }
  const isRead = membersPerGroup(look, rows)
  const status = Array.from(committed, (_, i) => statusOf(reading, i, isRead[rows.group[i]!], half, whole))
  return { ...reading, status }
}

/** 0 for a commit on a topic that was deleted. */
function lagOf(committed: Float64Array, { partition }: CommitRows, hw: Float64Array): Float64Array {
  const lag = new Float64Array(committed.length)
  for (let i = 0; i < lag.length; i++) {
    const p = partition[i]!
    const behind = p < 0 ? 0 : hw[p]! - committed[i]!
    lag[i] = behind < 0 ? 0 : behind
  }
  return lag
}

function agesOf(committed: Float64Array, { partition }: CommitRows, lag: Float64Array, history: HwHistory) {
  const ages = new Float64Array(lag.length)
  for (let i = 0; i < ages.length; i++) if (lag[i] !== 0) ages[i] = history.age(partition[i]!, committed[i]!)
  return ages
}

/** Commits and watermarks some time ago, in the order of those of now. */
interface Then {
  readonly committed: Float64Array
  readonly hw: Float64Array
}

function thenAt(look: Look, ms: number, commits: EntitySet, partitions: EntitySet): Then | undefined {
  const committed = alignedTo(commits, before(look, 'commit.offset', ms))
  const hw = alignedTo(partitions, before(look, 'partition.hw', ms))
  return committed && hw && { committed, hw }
}

/** Relations only: with what was committed, written and kept, now and up to a minute ago. */
function statusOf(
  { rows, partitions, committed, lag, lagMs }: Omit<Reading, 'status'>,
  i: number,
  isRead: boolean | undefined,
  half: Then | undefined,
  whole: Then | undefined,
): ReadingStatus {
  const p = rows.partition[i]!
  const offset = committed[i]!
  if (Number.isNaN(lag[i])) return 'unknown'
  if (offset < partitions.logStart[p]!) return 'lost'
  if (whole !== undefined && whole.committed[i]! > offset) return 'rewind'
  if (lag[i] === 0) {
    if (isRead === false) return 'idle'
    return isRead === true && partitions.stands[p] === 1 ? 'stall' : 'ok'
  }
  if (isRead === false) return 'stopped'
  if (half === undefined || whole === undefined) return 'ok'
  if (half.committed[i] === offset && half.hw[p]! > offset) return 'stall'
  const lagHalf = half.hw[p]! - half.committed[i]!
  const lagWhole = whole.hw[p]! - whole.committed[i]!
  return lag[i]! > lagHalf && lagHalf > lagWhole && lagMs[i]! > USUAL_LAG_MS ? 'behind' : 'ok'
}

/** Whether each group has members; undefined: not known. */
function membersPerGroup(look: Look, { groups }: CommitRows): (boolean | undefined)[] {
  const { moment } = look
  const members = moment.facts('group.members')
  const states = moment.facts('group.state')
  return groups.map((group) => {
    const path = `group/${group}`
    if (states.get(path)?.value === 'Empty') return false
    const list = members.get(path)?.value
    return Array.isArray(list) ? list.length > 0 : undefined
  })
}

/** The worst of a few; `idle` when there are none. */
export function worstOf(statuses: Iterable<ReadingStatus>): ReadingStatus {
  let worst = readingStatuses.length - 1
  for (const status of statuses) worst = Math.min(worst, readingStatuses.indexOf(status))
  return readingStatuses[worst]!
}
