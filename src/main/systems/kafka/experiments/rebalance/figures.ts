import type { Figure } from '../../../../../shared/api/experiments.ts'
import { formatNumber } from '../../../../../shared/base/format-number.ts'
import type { Change, Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import type { Delivery } from '../../../../../shared/systems/kafka-rebalance-delivery.ts'

/** What is compared over the strategies; null as long as nothing is known of it. */
export function figuresOf(seen: Rebalances, delivery: Delivery, isOver: boolean): readonly Figure[] {
  const changes = seen.settledAt === undefined ? [] : seen.changes
  return [
    moved(changes),
    needless(changes),
    withoutOwner(changes, seen.endedAt),
    untouched(changes),
    twice(changes, delivery),
    lost(delivery, isOver),
  ]
}

type Changes = readonly Change[]

function moved(changes: Changes): Figure {
  const counts = changes.map(({ moves }) => moves.length)
  const says = `${counts.join(' + ')}, at ${counts.length === 1 ? 'one change' : `${String(counts.length)} changes`}`
  return {
    ...{ id: 'moved', label: 'Moved', unit: 'count' },
    ...{ value: known(changes, sum(counts)), says: counts.length === 0 ? 'no change was seen' : says },
  }
}

function needless(changes: Changes): Figure {
  const count = sum(changes.map(({ moves, least }) => Math.max(0, moves.length - least)))
  return {
    ...{ id: 'needless', label: 'Needlessly moved', unit: 'count', says: 'more than the least possible' },
    ...{ value: known(changes, count), tone: count > 0 ? 'warn' : 'ok' },
  }
}

function withoutOwner(changes: Changes, endedAt: number): Figure {
  const ms = sum(changes.map(({ gapMs }) => gapMs))
  const crashMs = sum(
    changes
      .filter(({ kind }) => kind === 'killed')
      .flatMap(({ gaps, at, member }) => gaps.filter(({ from, before }) => from === at && before === member))
      .map(({ from, to = endedAt }) => to - from),
  )
  return {
    ...{ id: 'without-owner', label: 'Time without owner', unit: 's' },
    ...{ value: known(changes, ms / 1000), tone: ms > 0 ? 'bad' : 'ok' },
    says: `partition-seconds; ${(crashMs / 1000).toFixed(1)} of them unread after the crash`,
  }
}

function untouched(changes: Changes): Figure {
  const ms = Math.max(0, ...changes.map(({ pauseMs }) => pauseMs))
  return {
    ...{ id: 'untouched', label: 'Pause of untouched partitions', unit: 's' },
    ...{ value: known(changes, ms / 1000), tone: ms > 0 ? 'warn' : 'ok' },
    says: ms > 0 ? 'the longest of one that kept its owner' : 'what kept its owner was read all the while',
  }
}

/** A killed member takes with it what it had not told yet: the count is short of that, and says so. */
function twice(changes: Changes, { twice: again, written }: Delivery): Figure {
  const count = sum(again.map((each) => each.count))
  const untold = changes.some(({ kind }) => kind === 'killed')
    ? '; but for the last 0.1 s before the crash'
    : ''
  return {
    ...{ id: 'twice', label: 'Delivered twice', unit: 'messages' },
    ...{ value: known(changes, count), tone: count > 0 ? 'warn' : 'ok' },
    says: `of ${formatNumber(written)} written${untold}`,
  }
}

function lost({ unseen, written }: Delivery, isOver: boolean): Figure {
  const found = `every one of ${formatNumber(written)} written was delivered`
  const missing = `of ${formatNumber(written)} written and acknowledged`
  return {
    ...{ id: 'lost', label: 'Lost', unit: 'messages', value: isOver ? unseen : null },
    says: isOver ? (unseen > 0 ? missing : found) : 'looked for at the end',
    tone: isOver && unseen > 0 ? 'bad' : 'ok',
  }
}

function known(changes: Changes, value: number): number | null {
  return changes.length === 0 ? null : value
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
