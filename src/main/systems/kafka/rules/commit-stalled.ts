import type { Evidence } from '../../../../shared/api/findings.ts'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Outcome, Rule } from '../../rule.ts'
import { alignedTo } from '../views/base/past.ts'
import { partitionsOf } from '../views/base/partitions.ts'
import { hwStandsSince } from '../views/base/waiting.ts'
import { counted, countedRecords } from '../words.ts'
import { replication } from './base/min-isr.ts'
import { claimTopics, evidenceOf, subject, type TroubledTopic } from './base/topics.ts'
import { lagTimeMaxMs, troubleOf, whyOffsetsAreMissing } from './base/trouble.ts'

const id = 'kafka/commit-stalled'

/** K18: the leader's log goes on, the high watermark doesn't. */
export const commitStalled: Rule = {
  id,
  title: 'Every high watermark moves while records are written',
  why: 'What is written can’t be read, and producers with acks=all wait. By replica.lag.time.max.ms the leader should have dropped the follower that it waits for.',
  fix: 'Find the in-sync replica that is behind: its broker hangs, or the controllers can’t be reached to shrink the ISR.',
  source: replication,
  evaluate,
}

function evaluate(look: Look): Outcome {
  const { layout, leader, hw, end } = partitionsOf(look)
  const limitMs = lagTimeMaxMs(look)
  // a third of the patience that Kafka has: long past any healthy wait, and still time to act
  const rows = troubleOf(look).standing.filter(standsFor(look, limitMs / 3))
  const isOver = standsFor(look, limitMs)
  const candidates = claimTopics(look, id, {
    rows,
    claim: (topic) => claim(look, topic, isOver),
    more: 'have a standing high watermark',
    worst: (row) => (isOver(row) ? 0 : 1),
  })
  let unseen = 0
  const topics = new Set<number>()
  for (let row = 0; row < leader.length; row++) {
    if (leader[row]! < 0 || !Number.isNaN(hw[row]! + end[row]!)) continue
    unseen++
    topics.add(layout.topic[row]!)
  }
  if (unseen === 0) return { candidates }
  return {
    candidates,
    missing: `Offsets of ${counted(unseen, 'partition')}: ${whyOffsetsAreMissing(look)}`,
    unjudged: Array.from(topics, (topic) => `topic/${layout.topics[topic]!}`),
  }
}

/**
 * Whether a watermark is where it was so long ago; it never falls, so it stood in between. Looks back when first asked: that
 * may take the file, and mostly nothing stands.
 */
function standsFor(look: Look, ms: number): (row: number) => boolean {
  const { set, hw } = partitionsOf(look)
  let then: { readonly hw: Float64Array | undefined } | undefined
  return (row) => {
    then ??= { hw: alignedTo(set, look.column('partition.hw', look.moment.at - ms)) }
    return then.hw?.[row] === hw[row]
  }
}

function claim(look: Look, topic: TroubledTopic, isOver: (row: number) => boolean): Candidate {
  const [worst] = topic.rows
  return {
    entity: topic.entity,
    severity: isOver(worst!) ? 'critical' : 'warning',
    title: `${subject(look, topic)}: ${whatStands(look, topic.rows)}`,
    holdMs: 0,
    evidence: evidenceOf(look, topic, (row) => standingEvidence(look, row)),
  }
}

function whatStands(look: Look, rows: readonly number[]): string {
  const [row] = rows
  if (rows.length > 1) return 'the high watermark stands, and records wait behind it'
  const waiting = waitingBehind(look, row!)
  const wait = waiting === 1 ? 'waits' : 'wait'
  return `the high watermark stands at ${formatNumber(partitionsOf(look).hw[row!]!)}, ${countedRecords(waiting)} ${wait} behind it`
}

function waitingBehind(look: Look, row: number): number {
  const { hw, end } = partitionsOf(look)
  return end[row]! - hw[row]!
}

function standingEvidence(look: Look, row: number): Evidence[] {
  const partitions = partitionsOf(look)
  const entity = partitions.layout.paths[row]!
  const { at } = look.moment
  const known = hwStandsSince(look, partitions, row)
  const since = Number.isNaN(known) ? at : known
  return [
    {
      entity,
      metric: 'partition.hw',
      from: since,
      to: at,
      says: `unchanged for ${formatDuration(at - since)}`,
    },
    {
      entity: `${entity}@${String(partitions.leader[row]!)}`,
      metric: 'replica.leo',
      from: since,
      to: at,
      says: `the leader’s log ends ${countedRecords(waitingBehind(look, row))} further`,
    },
  ]
}
