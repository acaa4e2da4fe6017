import type { ReadingStatus } from '../../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { HwHistory } from './hw-history.ts'
import { type CommitRows, commitRows } from './layout.ts'
import { alignedTo, before } from './past.ts'
import { type Partitions, partitionsOf } from './partitions.ts'

/** Two looks back: what holds in both halves of the minute is a trend, not a hiccup. */
const HALF_MS = 30_000
const WHOLE_MS = 60_000
/** A lag of less than this long is what a consumer that polls has anyway (max.poll.interval aside, fetch.max.wait.ms and commits every 5 s). */
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
  const now = look.moment.column('commit.offset')
  if (now === undefined) return undefined
  const partitions = partitionsOf(look)
  const rows = commitRows(now.entities, partitions.layout)
  const hwSet = look.moment.column('partition.hw')?.entities ?? { paths: partitions.layout.paths }
  const history = new HwHistory(look, hwSet)
  const committed = now.values
  const lag = new Float64Array(committed.length)
  const lagMs = new Float64Array(committed.length)
  const earlier = [HALF_MS, WHOLE_MS].map((ms) => ({
    committed: alignedTo(now.entities, before(look, 'commit.offset', ms)),
    hw: alignedTo(hwSet, before(look, 'partition.hw', ms)),
  }))
  const hasMembers = membersPerGroup(look, rows)
  const status = Array.from(committed, (offset, i): ReadingStatus => {
    const p = rows.partition[i]!
    lag[i] = p < 0 ? 0 : Math.max(0, partitions.hw[p]! - offset)
    lagMs[i] = p < 0 ? 0 : history.age(p, offset)
    const past = earlier.map((then) => ({ committed: then.committed?.[i], hw: then.hw?.[p] }))
    return statusOf(
      {
        offset,
        lag: lag[i]!,
        lagMs: lagMs[i]!,
        logStart: partitions.logStart[p] ?? Number.NaN,
        stands: partitions.stands[p] === 1,
        isRead: hasMembers[rows.group[i]!],
      },
      past,
    )
  })
  return { rows, set: now.entities, partitions, committed, lag, lagMs, status }
}

interface Present {
  readonly offset: number
  readonly lag: number
  readonly lagMs: number
  readonly logStart: number
  readonly stands: boolean
  /** Whether the group has members; undefined: not known. */
  readonly isRead: boolean | undefined
}

interface Then {
  readonly committed: number | undefined
  readonly hw: number | undefined
}

/** Relations only: with what was committed, written and kept, now and up to a minute ago. */
function statusOf(now: Present, [half, whole]: readonly Then[]): ReadingStatus {
  if (Number.isNaN(now.lag)) return 'unknown'
  if (now.offset < now.logStart) return 'lost'
  const earliest = whole?.committed ?? half?.committed
  if (earliest !== undefined && earliest > now.offset) return 'rewind'
  if (now.lag === 0) return now.stands && now.isRead === true ? 'stall' : now.isRead === false ? 'idle' : 'ok'
  if (now.isRead === false) return 'stopped'
  if (half?.committed === now.offset && half.hw !== undefined && half.hw > now.offset) return 'stall'
  return isGrowing(now, half, whole) ? 'behind' : 'ok'
}

function isGrowing(now: Present, half: Then | undefined, whole: Then | undefined): boolean {
  const lagHalf = (half?.hw ?? Number.NaN) - (half?.committed ?? Number.NaN)
  const lagWhole = (whole?.hw ?? Number.NaN) - (whole?.committed ?? Number.NaN)
  return now.lag > lagHalf && lagHalf > lagWhole && now.lagMs > USUAL_LAG_MS
}

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

const rank: readonly ReadingStatus[] = [
  'lost',
  'stopped',
  'stall',
  'rewind',
  'behind',
  'unknown',
  'ok',
  'idle',
]

/** The worst of a few; `idle` when there are none. */
export function worstOf(statuses: Iterable<ReadingStatus>): ReadingStatus {
  let worst = rank.length - 1
  for (const status of statuses) worst = Math.min(worst, rank.indexOf(status))
  return rank[worst]!
}
