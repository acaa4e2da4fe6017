import type { ReadingStatus } from '../../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../../moment.ts'
import { splitPartition } from '../base/layout.ts'
import { partitionRates, rateOf } from '../base/past.ts'
import { type Reading, readingOf } from '../base/reading.ts'
import { whyPartition } from '../base/reading-words.ts'
import { standsSince } from '../base/waiting.ts'

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
  const { rows, partitions } = reading
  const perSecond = partitionRates(look, partitions.set)
  const row = rows.groupRow.get(group)
  const own: number[] = []
  rows.group.forEach((each, i) => {
    if (each === row && rows.partition[i]! >= 0) own.push(i)
  })
  return own.map((i) => readOf(look, reading, perSecond, i, partitions.layout.paths))
}

function readOf(
  look: Look,
  { set, partitions, committed, lag, lagMs, status, rows }: Reading,
  perSecond: Float64Array,
  i: number,
  paths: readonly string[],
): Unowned {
  const p = rows.partition[i]!
  const { topic, partition } = splitPartition(paths[p]!)
  const hw = partitions.hw[p]!
  const offset = committed[i]!
  const inPerSecond = perSecond[p]!
  const outPerSecond = rateOf(look, set.paths[i]!, 'commit.offset')
  const since = standsSince(look, set.paths[i]!, 'commit.offset', offset)
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
