import type { Evidence } from '../../../../shared/api/findings.ts'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Outcome, Rule } from '../../rule.ts'
import { alignedTo } from '../views/base/past.ts'
import { leaderEnds, type Partitions, partitionsOf } from '../views/base/partitions.ts'
import { counted, countedRecords } from '../words.ts'
import { monitoring } from './base/min-isr.ts'
import { partitionName } from './base/topics.ts'
import { whyOffsetsAreMissing } from './base/trouble.ts'

/** So many samples in a row must show it, the newest included. */
const SAMPLES = 4
const LOOK_BACK_MS = 120_000
const SHOWN = 5

/** K17: a follower in the ISR that is behind its leader and doesn't come nearer from sample to sample. */
export const followerFallingBehind: Rule = {
  id: 'kafka/follower-falling-behind',
  title: 'Every in-sync follower keeps up with its leader',
  why: 'The high watermark waits for it, and with it every producer with acks=all; after replica.lag.time.max.ms it drops out of the ISR.',
  fix: 'Look at that broker’s replica fetchers (num.replica.fetchers), disk, network and throttles.',
  source: monitoring,
  evaluate,
}

function evaluate(look: Look): Outcome {
  const steps = lastSamples(look)
  if (steps.length < SAMPLES) return { candidates: [], missing: `${String(SAMPLES)} samples in a row` }
  const partitions = partitionsOf(look)
  const { replicaRows: rows, replicaSet } = partitions
  const ends = steps.map((at) => alignedTo(replicaSet, look.column('replica.leo', at)))
  const watermarks = steps.map((at) => alignedTo(partitions.set, look.column('partition.hw', at)))
  // the watermark is the lowest end in the ISR: where it has passed the leader's earlier end, all have
  const earlierEnd = leaderEnds(partitions.leader, ends[0] ?? new Float64Array(), rows)
  const found: Found[] = []
  const unseen: number[] = []
  for (let i = 0; i < rows.partition.length; i++) {
    const p = rows.partition[i]!
    if (p < 0 || partitions.hw[p]! >= earlierEnd[p]! || !isFollower(partitions, p, rows.broker[i]!)) continue
    const leader = placeOfLeader(partitions, p)
    const lags = ends.map((leo, step) => lagAt(leo, watermarks[step], partitions, { i, p, leader }))
    if (Number.isNaN(lags.at(-1)!)) unseen.push(rows.broker[i]!)
    else if (isNotShrinking(lags) && isBehindItsPast(ends, leader, partitions.leo[i]!, partitions.hw[p]!))
      found.push({ i, p, lag: lags.at(-1)!, lags })
  }
  const byBroker = Map.groupBy(found, ({ i }) => rows.broker[i]!)
  const candidates = Array.from(byBroker, ([broker, own]) => claim(look, broker, own, steps[0]!))
  if (unseen.length === 0) return { candidates }
  return {
    candidates,
    unjudged: Array.from(new Set(unseen), (broker) => `broker/${String(broker)}`),
    missing: `Log ends of ${counted(unseen.length, 'replica')}: ${whyOffsetsAreMissing(look)}`,
  }
}

/** Instants of the last samples, oldest first. */
function lastSamples(look: Look): number[] {
  const found: number[] = []
  let column = look.moment.column('cluster.offline')
  while (column !== undefined && found.length < SAMPLES && column.at > look.moment.sampledAt - LOOK_BACK_MS) {
    found.unshift(column.at)
    column = look.column('cluster.offline', column.at - 1)
  }
  return found
}

interface Place {
  readonly i: number
  readonly p: number
  readonly leader: number
}

/**
 * Leader's end − follower's. A follower that didn't answer, where all others in the ISR are past the watermark, is what the
 * watermark waits for: it stands there.
 */
function lagAt(
  leo: Float64Array | undefined,
  hw: Float64Array | undefined,
  partitions: Partitions,
  { i, p, leader }: Place,
): number {
  const end = leo?.[leader] ?? Number.NaN
  const own = leo?.[i] ?? Number.NaN
  if (!Number.isNaN(own) || leo === undefined) return end - own
  const watermark = hw?.[p] ?? Number.NaN
  const { first, rows, broker } = partitions.replicaRows
  for (let k = first[p]!; k < first[p + 1]!; k++) {
    const other = rows[k]!
    const isInIsr = partitions.isr[p]!.includes(broker[other]!)
    if (other !== i && isInIsr && !(leo[other]! > watermark)) return Number.NaN
  }
  return end - watermark
}

/** A producer with acks=all stops writing when its follower stops: then the distance stays, and that is bad enough. */
function isNotShrinking(lags: readonly number[]): boolean {
  return lags.every((lag, k) => (k === 0 ? lag >= 0 : lag >= lags[k - 1]!))
}

/** Not only on the way: it hasn't reached where the leader was at the first of these samples. */
function isBehindItsPast(
  ends: readonly (Float64Array | undefined)[],
  leader: number,
  leo: number,
  hw: number,
): boolean {
  const reached = Number.isNaN(leo) ? hw : leo
  return reached < (ends[0]?.[leader] ?? Number.NaN)
}

function isFollower({ leader, isr }: Partitions, p: number, broker: number): boolean {
  return leader[p]! >= 0 && leader[p] !== broker && isr[p]!.includes(broker)
}

function placeOfLeader({ leader, replicaRows }: Partitions, p: number): number {
  const { first, rows, broker } = replicaRows
  for (let k = first[p]!; k < first[p + 1]!; k++) if (broker[rows[k]!] === leader[p]) return rows[k]!
  return -1
}

interface Found {
  readonly i: number
  readonly p: number
  /** The newest of `lags`. */
  readonly lag: number
  readonly lags: readonly number[]
}

/** One for each broker, however many of its replicas: they share its fetchers, disk and network. */
function claim(look: Look, broker: number, found: readonly Found[], from: number): Candidate {
  const worst = found.toSorted((a, b) => b.lag - a.lag || a.i - b.i).slice(0, SHOWN)
  return {
    entity: `broker/${String(broker)}`,
    severity: 'warning',
    title: titleOf(look, broker, found, worst[0]!),
    holdMs: 0,
    evidence: worst.flatMap((one) => evidenceOf(look, one, from)),
  }
}

function titleOf(look: Look, broker: number, found: readonly Found[], worst: Found): string {
  const behind = `${countedRecords(worst.lag)} behind and not catching up`
  const name = partitionName(partitionsOf(look), worst.p)
  if (found.length === 1) return `Replica ${String(broker)} of ${name} is in the ISR, ${behind}`
  return `${String(found.length)} replicas on broker ${String(broker)} are in the ISR, up to ${behind}: ${name} most`
}

function evidenceOf(look: Look, { i, p, lags }: Found, from: number): Evidence[] {
  const { replicaSet, layout } = partitionsOf(look)
  const to = look.moment.sampledAt
  return [
    {
      entity: replicaSet.paths[i]!,
      metric: 'replica.leo',
      from,
      to,
      says: `behind the leader by ${lags.map((lag) => formatNumber(lag)).join(', then ')}`,
    },
    { entity: layout.paths[p]!, metric: 'partition.hw', from, to, says: 'the watermark waits for it' },
  ]
}
