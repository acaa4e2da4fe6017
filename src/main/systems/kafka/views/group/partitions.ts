import type { ReadingStatus } from '../../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../../moment.ts'
import { splitPartition } from '../base/layout.ts'
import { alignedTo, before, partitionRates, RATE_WINDOW_MS, rateOf } from '../base/past.ts'
import { type Reading, readingOf } from '../base/reading.ts'
import { whyPartition } from '../base/reading-words.ts'
import { standingStill } from '../base/standing-still.ts'

/** How a group reads one partition. */
export interface Read {
  /** `topic/partition` */
  readonly key: string
  readonly topic: string
  readonly partition: number
  /** Row of a member; −1: no owner; −2: not observed. */
  readonly owner: number
  readonly committed: number
  readonly hw: number
  readonly lag: number
  readonly lagMs: number
  readonly trendPerSecond: number
  readonly inPerSecond: number
  readonly outPerSecond: number
  readonly movedAt: number
  readonly status: ReadingStatus
  readonly why: string
}

/** @param owners rows of members by key; undefined: not observed */
export function readPartitions(
  look: Look,
  group: string,
  owners: ReadonlyMap<string, number> | undefined,
): Read[] {
  const reading = readingOf(look)
  const committed = reading === undefined ? [] : commitsOf(look, reading, group)
  const known = new Set(committed.map(({ key }) => key))
  // assigned, but nothing committed there so far
  const bare = [...(owners?.keys() ?? [])].filter((key) => !known.has(key)).map(uncommitted)
  return [...committed, ...bare]
    .map((read) => ({ ...read, owner: owners === undefined ? -2 : (owners.get(read.key) ?? -1) }))
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))
}

type Unowned = Omit<Read, 'owner'>

function commitsOf(look: Look, reading: Reading, group: string): Unowned[] {
  const { rows } = reading
  const row = rows.groupRow.get(group)
  const own = row === undefined ? [] : rows.commits[row]!.filter((i) => rows.partition[i]! >= 0)
  const minute = minuteOf(look, reading)
  return own.map((i) => readOf(look, reading, minute, i))
}

interface Minute {
  /** Per partition, records/s. */
  readonly written: Float64Array
  /** Per commit, at the start of it. */
  readonly committed: Float64Array
  readonly seconds: number
}

function minuteOf(look: Look, { set, partitions }: Reading): Minute {
  const now = look.moment.column('commit.offset')
  const past = before(look, 'commit.offset', RATE_WINDOW_MS)
  return {
    written: partitionRates(look, partitions.set),
    committed: alignedTo(set, past) ?? new Float64Array(set.paths.length).fill(Number.NaN),
    seconds: now === undefined || past === undefined ? Number.NaN : (now.at - past.at) / 1000,
  }
}

function readOf(
  look: Look,
  { set, partitions, committed, lag, lagMs, status, rows }: Reading,
  minute: Minute,
  i: number,
): Unowned {
  const p = rows.partition[i]!
  const { topic, partition } = splitPartition(partitions.layout.paths[p]!)
  const hw = partitions.hw[p]!
  const offset = committed[i]!
  const inPerSecond = minute.written[p]!
  const read = (offset - minute.committed[i]!) / minute.seconds
  // who committed here for the first time within the minute has a series that is shorter than it
  const outPerSecond = Number.isNaN(read) ? rateOf(look, set.paths[i]!, 'commit.offset') : Math.max(0, read)
  const since = standingStill(look, 'commit.offset', set).since(i)
  const movedAt = Number.isNaN(since) ? look.moment.sampledAt : since
  const facts = {
    status: status[i]!,
    committed: offset,
    hw,
    logStart: partitions.logStart[p]!,
    lag: lag[i]!,
    lagMs: lagMs[i]!,
    trendPerSecond: inPerSecond - outPerSecond,
    stands: partitions.stands[p] === 1,
    stillMs: look.moment.at - movedAt,
  }
  return {
    ...facts,
    key: `${topic}/${String(partition)}`,
    topic,
    partition,
    inPerSecond,
    outPerSecond,
    movedAt,
    why: whyPartition(facts),
  }
}

function uncommitted(key: string): Unowned {
  const { topic, partition } = splitPartition(`topic/${key}`)
  const unknown = Number.NaN
  return {
    key,
    topic,
    partition,
    committed: unknown,
    hw: unknown,
    lag: unknown,
    lagMs: unknown,
    trendPerSecond: unknown,
    inPerSecond: unknown,
    outPerSecond: unknown,
    movedAt: unknown,
    status: 'unknown',
    why: 'owned, but nothing committed here so far',
  }
}
