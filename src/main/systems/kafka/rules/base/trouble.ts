import { configOf, clusterConfigNumber } from '../../views/base/configs.ts'
import {
  neededIsr,
  NO_LEADER,
  type Partitions,
  partitionsOf,
  UNKNOWN_LEADER,
} from '../../views/base/partitions.ts'
import type { Look } from '../../../moment.ts'

/** Kafka's own default since 2.5, for clusters that don't let us read the setting. */
const DEFAULT_LAG_TIME_MS = 30_000

/** replica.lag.time.max.ms: how long a follower may be behind before its leader drops it from the ISR. */
export function lagTimeMaxMs(look: Look): number {
  const known = clusterConfigNumber(look.moment, 'replica.lag.time.max.ms')
  return Number.isNaN(known) ? DEFAULT_LAG_TIME_MS : known
}

/** Replicas of a partition that aren't in its ISR. */
export function missingReplicas({ replicas, isr }: Partitions, row: number): number[] {
  return replicas[row]!.filter((broker) => !isr[row]!.includes(broker))
}

export function offlineRows(look: Look): number[] {
  return rowsWhere(look, ({ leader }, row) => leader[row] === NO_LEADER)
}

/** Led, but with fewer in-sync replicas than acks=all needs. */
export function underMinIsrRows(look: Look): number[] {
  return rowsWhere(
    look,
    (partitions, row) =>
      partitions.leader[row]! >= 0 && partitions.isr[row]!.length < neededIsr(partitions, row),
  )
}

/** One more loss, and acks=all is refused. */
export function atMinIsrRows(look: Look): number[] {
  return rowsWhere(look, (partitions, row) => {
    const inSync = partitions.isr[row]!.length
    return (
      partitions.leader[row]! >= 0 &&
      inSync === neededIsr(partitions, row) &&
      inSync < partitions.replicas[row]!.length
    )
  })
}

/** Replicas that were just added to a partition aren't missed: they copy it for the first time. */
export function underReplicatedRows(look: Look): number[] {
  return rowsWhere(
    look,
    (partitions, row) =>
      partitions.leader[row]! >= 0 &&
      partitions.isr[row]!.length < partitions.replicas[row]!.length &&
      !onlyMissesNewcomers(look, partitions, row),
  )
}

export function standingRows(look: Look): number[] {
  return rowsWhere(look, ({ stands }, row) => stands[row] === 1)
}

/** Partitions whose min.insync.replicas isn't known. */
export function unknownMinIsrRows(look: Look): number[] {
  return rowsWhere(look, ({ minIsr, layout }, row) => Number.isNaN(minIsr[layout.topic[row]!]!))
}

const DAY_MS = 86_400_000

function onlyMissesNewcomers(look: Look, partitions: Partitions, row: number): boolean {
  const path = partitions.layout.paths[row]!
  const held = look.moment.facts('partition.replicas').get(path)
  if (held === undefined || held.since <= look.moment.at - DAY_MS) return false
  const before = look
    .spans(path, 'partition.replicas', held.since - 1)
    .findLast(({ to }) => to !== undefined)?.value
  if (!Array.isArray(before)) return false
  return missingReplicas(partitions, row).every((broker) => !before.includes(broker))
}

function rowsWhere(look: Look, holds: (partitions: Partitions, row: number) => boolean): number[] {
  const partitions = partitionsOf(look)
  const rows: number[] = []
  for (let row = 0; row < partitions.leader.length; row++)
    if (partitions.leader[row] !== UNKNOWN_LEADER && holds(partitions, row)) rows.push(row)
  return rows
}

/** Who didn't answer ListOffsets, and why. */
export function whyOffsetsAreMissing(look: Look): string {
  const gaps = look.moment.gaps.filter(({ ask }) => ask.split(', ').includes('ListOffsets'))
  if (gaps.length === 0) return 'not observed in this sample'
  return gaps.map(({ entity, message }) => `${entity.replace('/', ' ')}: ${message}`).join('; ')
}

/** Why settings couldn't be read, with what would change that; undefined: they could. */
export function whySettingsAreMissing(look: Look): string {
  const gap = look.moment.gaps.find(({ ask }) => ask.split(', ').includes('DescribeConfigs'))
  if (gap !== undefined) return gap.fix === undefined ? gap.message : `${gap.message}. Grant: ${gap.fix}`
  const anyTopic = [...look.moment.facts('topic.config').keys()].some((topic) => configOf(look.moment, topic))
  return anyTopic ? 'these topics are new and were not described yet' : 'settings were not read yet'
}
