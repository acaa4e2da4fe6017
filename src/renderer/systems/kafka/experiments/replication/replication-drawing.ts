import type { RunEntry } from '../../../../../shared/api/experiments.ts'
import {
  type Acknowledged,
  levelsOf,
  type LevelsAt,
  type Outage,
  outagesOf,
  type Read,
  toldBy,
} from '../../../../../shared/systems/kafka-replication.ts'

/** A line over time: epoch ms against an offset; NaN: not read for a while. */
export interface OffsetLine {
  readonly t: Float64Array
  readonly v: Float64Array
}

export type Standing = 'leader' | 'in-sync' | 'out' | 'unknown'

/** A stretch in which a broker stood so. */
export interface Stretch {
  readonly standing: Standing
  readonly epoch: number
  readonly from: number
  readonly to: number
}

export interface BrokerLane {
  readonly broker: number
  readonly logEnd: OffsetLine
  readonly stretches: readonly Stretch[]
  readonly outages: readonly Outage[]
}

/** All that is drawn of a run up to an instant. */
export interface ReplicationDrawing {
  readonly lanes: readonly BrokerLane[]
  readonly highWatermark: OffsetLine
  /** Below every open transaction. */
  readonly lastStable: OffsetLine
  /** Log end offset of whoever led. */
  readonly leaderEnd: OffsetLine
  /** When the producer was answered, and when the reader got something. */
  readonly acknowledged: readonly number[]
  readonly read: readonly number[]
  readonly offsets: { readonly from: number; readonly to: number }
}

export function replicationDrawing(entries: readonly RunEntry[], until: number): ReplicationDrawing {
  const shown = entries.filter(({ at }) => at <= until)
  const levels = levelsOf(shown)
  const outages = outagesOf(shown)
  const brokers = [...new Set(levels.flatMap(({ replicas }) => replicas))].toSorted((a, b) => a - b)
  return {
    lanes: brokers.map((broker) => ({
      broker,
      logEnd: lineOf(levels, ({ logEnd }) => logEnd[broker] ?? Number.NaN),
      stretches: stretchesOf(levels, broker, until),
      outages: outages.filter((outage) => outage.broker === broker),
    })),
    highWatermark: lineOf(levels, ({ highWatermark }) => highWatermark ?? Number.NaN),
    lastStable: lineOf(levels, ({ lastStable }) => lastStable ?? Number.NaN),
    leaderEnd: lineOf(levels, ({ leader, logEnd }) => logEnd[leader] ?? Number.NaN),
    acknowledged: toldBy<Acknowledged>(shown, 'acknowledged').map(({ at }) => at),
    read: toldBy<Read>(shown, 'read').map(({ at }) => at),
    offsets: offsetsOf(levelsOf(entries)),
  }
}

/** An answer that came too late for its round is bridged; a silence longer than this is a hole. */
const silenceMs = 1_200

function lineOf(levels: readonly LevelsAt[], value: (reading: LevelsAt) => number): OffsetLine {
  const t: number[] = []
  const v: number[] = []
  let last = Infinity
  for (const reading of levels) {
    const offset = value(reading)
    if (Number.isNaN(offset)) continue
    if (reading.at - last > silenceMs) {
      t.push(last)
      v.push(Number.NaN)
    }
    t.push(reading.at)
    v.push(offset)
    last = reading.at
  }
  return { t: Float64Array.from(t), v: Float64Array.from(v) }
}

function standingOf({ leader, isr }: LevelsAt, broker: number): Standing {
  if (leader === broker) return 'leader'
  return isr.includes(broker) ? 'in-sync' : 'out'
}

function stretchesOf(levels: readonly LevelsAt[], broker: number, until: number): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const [index, reading] of levels.entries()) {
    const standing = standingOf(reading, broker)
    const to = levels[index + 1]?.at ?? until
    const last = stretches.at(-1)
    if (last?.standing === standing && last.epoch === reading.epoch)
      stretches[stretches.length - 1] = { ...last, to }
    else stretches.push({ standing, epoch: reading.epoch, from: reading.at, to })
  }
  return stretches
}

/** Of the whole run, so that a replay never rescales. */
function offsetsOf(levels: readonly LevelsAt[]): { readonly from: number; readonly to: number } {
  const seen = levels.flatMap(({ logEnd, highWatermark }) => [...Object.values(logEnd), highWatermark])
  const known = seen.filter((offset) => offset !== null)
  return known.length === 0 ? { from: 0, to: 1 } : { from: Math.min(...known), to: Math.max(...known, 1) }
}
