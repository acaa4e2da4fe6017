import type { Timeline } from '../../../shared/api/history.ts'
import { isOwnKey } from '../own-keys.ts'
import type { HistoryFile } from './file.ts'
import { findingsIn } from './findings.ts'
import { findGaps, type Stretch, usualStep } from './instants.ts'
import { instantsIn } from './samples.ts'

/** Enough for any bar that can be drawn. */
const MAX_FINDINGS = 2_000

export interface TimelineKeys {
  readonly notable: readonly string[]
  readonly silent: readonly string[]
}

export interface Range {
  readonly from: number
  readonly to: number
  readonly buckets: number
}

/** @see HistoryReader.timeline */
export function timelineOf(file: HistoryFile, target: number, range: Range, keys: TimelineKeys): Timeline {
  const { from, to, buckets } = range
  const density = new Float64Array(buckets)
  const notable = new Float64Array(buckets)
  countEdges(file, target, range, keys, density, notable)
  const findings = findingsIn(file, target, from, to, MAX_FINDINGS)
  for (const { opened, closed } of findings)
    for (const at of [opened, closed])
      if (at !== undefined && at >= from && at <= to) add(density, notable, range, at)
  return {
    from,
    to,
    density,
    notable,
    gaps: gapsIn(file, target, from, to),
    findings: findings.map(({ id, rule, title, severity, opened, closed }) => ({
      id,
      rule,
      title,
      severity,
      from: opened,
      to: closed,
    })),
  }
}

function add(density: Float64Array, notable: Float64Array, range: Range, at: number): void {
  const bucket = bucketOf(range, at)
  density[bucket]! += 1
  notable[bucket]! += 1
}

function bucketOf({ from, to, buckets }: Range, at: number): number {
  return Math.min(buckets - 1, Math.floor(((at - from) / Math.max(1, to - from)) * buckets))
}

function countEdges(
  file: HistoryFile,
  target: number,
  range: Range,
  keys: TimelineKeys,
  density: Float64Array,
  notable: Float64Array,
): void {
  const { words } = file.directory
  const loud = new Set(keys.notable)
  const silent = new Set(keys.silent)
  const isCounted = words.map((word) => loud.has(word) || !(silent.has(word) || isOwnKey(word)))
  for (const { at, groups } of file.facts.records(target, range.from - 1, range.to)) {
    const bucket = bucketOf(range, at)
    for (const { key, isFirst, entities } of groups) {
      if (isFirst || !isCounted[key]) continue
      density[bucket]! += entities.length
      if (loud.has(words[key] ?? '')) notable[bucket]! += entities.length
    }
  }
}

/** Stretches without samples within [from, to]; one that began before or ends after is cut to the range. */
function gapsIn(file: HistoryFile, target: number, from: number, to: number): readonly Stretch[] {
  const instants = instantsIn(file, target, from, to)
  const gaps = findGaps(instants)
  const last = instants.at(-1)
  const step = usualStep(instants, instants.length - 1)
  const isSilentAtEnd = last !== undefined && step !== undefined && to - last > 3 * step
  return [...gaps, ...(isSilentAtEnd ? [{ from: last, to }] : [])]
    .filter((gap) => gap.to > from && gap.from < to)
    .map((gap) => ({ from: Math.max(from, gap.from), to: Math.min(to, gap.to) }))
}
