import { formatDuration } from '../../../../../shared/base/format-time.ts'
import { formatNumber } from '../../../../../shared/base/format-number.ts'
import type { ReadingStatus } from '../../../../../shared/systems/kafka-views.ts'

/** What the words are about; NaN where not known. */
export interface ReadingFacts {
  readonly status: ReadingStatus
  readonly committed: number
  readonly hw: number
  readonly logStart: number
  readonly lag: number
  readonly lagMs: number
  readonly trendPerSecond: number
  /** The watermark stands although records wait. */
  readonly stands: boolean
  /** How long the committed offset has not moved, ms. */
  readonly stillMs: number
}

/** Why a partition's reading has its status, in half a sentence. */
export function whyPartition(facts: ReadingFacts): string {
  const { status, committed, hw, logStart, lag, stillMs } = facts
  switch (status) {
    case 'lost':
      return `${formatNumber(logStart - committed)} records were deleted before they were read`
    case 'rewind':
      return 'the committed offset went back: a reset, or a replay'
    case 'stopped':
      return `nobody reads, and ${formatNumber(lag)} records wait`
    case 'stall':
      if (facts.stands && lag === 0)
        return `high watermark stands: nothing past ${formatNumber(hw)} may be read`
      return `stands at ${formatNumber(committed)}${lasting(stillMs)} while ${formatNumber(lag)} records wait`
    case 'behind':
      return `lag grows by ${formatNumber(Math.round(facts.trendPerSecond))}/s`
    case 'unknown':
      return 'not observed'
    case 'idle':
      return 'nothing to read, and nobody reads'
    case 'ok':
      return keepsUp(facts)
  }
}

function keepsUp({ lag, lagMs, trendPerSecond }: ReadingFacts): string {
  if (trendPerSecond < 0 && lagMs > 10_000)
    return `catches up, ${formatDuration((lag / -trendPerSecond) * 1000)} left`
  return 'keeps up'
}

function lasting(ms: number): string {
  return ms >= 1000 ? ` for ${formatDuration(ms)}` : ''
}

/** The same for a group, from its partitions' statuses. */
export function whyGroup(status: ReadingStatus, statuses: readonly ReadingStatus[], one: string): string {
  const alike = statuses.filter((each) => each === status).length
  if (statuses.length === 0) return 'commits nothing'
  if (status === 'ok' || status === 'idle') return one
  return statuses.length === 1 ? one : `${String(alike)} of ${String(statuses.length)} partitions: ${one}`
}
