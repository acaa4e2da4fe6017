import { formatDuration } from '../../../../shared/base/format-time.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Outcome, Rule } from '../../rule.ts'
import { partitionsOf } from '../views/base/partitions.ts'
import { hwStandsSince } from '../views/base/waiting.ts'
import { counted, countedRecords } from '../words.ts'
import { claimed, partitionName } from './base/claims.ts'
import { replication } from './base/min-isr.ts'
import { lagTimeMaxMs, troubleOf, whyOffsetsAreMissing } from './base/trouble.ts'

/** K18: the leader's log goes on, the high watermark doesn't. */
export const commitStalled: Rule = {
  id: 'kafka/commit-stalled',
  title: 'Every high watermark moves while records are written',
  why: 'What is written can’t be read, and producers with acks=all wait. By replica.lag.time.max.ms the leader should have dropped the follower that it waits for.',
  fix: 'Find the in-sync replica that is behind: its broker hangs, or the controllers can’t be reached to shrink the ISR.',
  source: replication,
  evaluate,
}

function evaluate(look: Look): Outcome {
  const partitions = partitionsOf(look)
  const limitMs = lagTimeMaxMs(look)
  const candidates = claimed(troubleOf(look).standing)
    .map((row) => ({ row, since: hwStandsSince(look, partitions, row) }))
    // a third of the patience that Kafka has: long past any healthy wait, and still time to act
    .filter(({ since }) => look.moment.at - since >= limitMs / 3)
    .map(({ row, since }) => claim(look, row, since, limitMs))
  const unseen = Array.from(partitions.leader.keys()).filter(
    (row) => partitions.leader[row]! >= 0 && Number.isNaN(partitions.hw[row]! + partitions.end[row]!),
  )
  if (unseen.length === 0) return { candidates }
  return {
    candidates,
    missing: `Offsets of ${counted(unseen.length, 'partition')}: ${whyOffsetsAreMissing(look)}`,
    unjudged: unseen.map((row) => partitions.layout.paths[row]!),
  }
}

function claim(look: Look, row: number, since: number, limitMs: number): Candidate {
  const { layout, hw, end } = partitionsOf(look)
  const entity = layout.paths[row]!
  const { at } = look.moment
  const waiting = end[row]! - hw[row]!
  return {
    entity,
    severity: at - since >= limitMs ? 'critical' : 'warning',
    title: `${partitionName(look, row)}: the high watermark stands at ${formatNumber(hw[row]!)}, ${countedRecords(waiting)} ${waiting === 1 ? 'waits' : 'wait'} behind it`,
    holdMs: 0,
    evidence: [
      {
        entity,
        metric: 'partition.hw',
        from: since,
        to: at,
        says: `unchanged for ${formatDuration(at - since)}`,
      },
      {
        entity: `${entity}@${String(partitionsOf(look).leader[row]!)}`,
        metric: 'replica.leo',
        from: since,
        to: at,
        says: `the leader’s log ends ${countedRecords(waiting)} further`,
      },
    ],
  }
}
