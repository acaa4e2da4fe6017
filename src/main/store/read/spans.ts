import type Database from 'better-sqlite3'
import { Block } from '../codec/block.ts'
import { DamagedFrame } from '../codec/frame.ts'
import { decodeInstants } from '../codec/instants.ts'
import { GROUPS } from '../layout.ts'
import type { Tier } from '../tiers.ts'
import { Lru } from '../lru.ts'

/** A stretch of time whose samples are kept in blocks. */
export interface Span {
  readonly id: number
  readonly t0: number
  readonly t1: number
  readonly ticks: number
  readonly slots: number
}

export interface Extent {
  readonly from: number
  readonly to: number
}

type SpanRow = [id: number, t0: number, t1: number, ticks: number, slots: number]

const spanOf = ([id, t0, t1, ticks, slots]: SpanRow): Span => ({ id, t0, t1, ticks, slots })

/** A day of 3,000 series as clusters have them takes 26 MiB. */
const BLOCK_BYTES = 40 * 2 ** 20

/** The instants of a thousand spans of an hour. */
const INSTANTS = 2 ** 19

/** Spans of a layout, with the blocks and instants that were read last kept open. */
export class Spans {
  readonly #blocks = new Lru<Block | undefined>(BLOCK_BYTES, (block) => block?.bytes ?? 0)
  readonly #instants = new Lru<Float64Array>(INSTANTS, (instants) => instants.length)
  /** By layout · 4 + tier; undefined: the tier has no span. */
  readonly #extents = new Map<number, Extent | undefined>()
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  /** Others may have written: spans come, merge and go. */
  refresh(): void {
    this.#extents.clear()
  }

  /** The last span that begins at or before an instant. */
  before(layout: number, tier: Tier, at: number): Span | undefined {
    const row = this.#sql.before.get(layout, tier, at)
    return row && spanOf(row)
  }

  /** The first span that begins after an instant. */
  after(layout: number, tier: Tier, at: number): Span | undefined {
    const row = this.#sql.after.get(layout, tier, at)
    return row && spanOf(row)
  }

  /** Spans with samples in [from, to], oldest first. */
  overlapping(layout: number, tier: Tier, from: number, to: number): readonly Span[] {
    const first = this.before(layout, tier, from)?.t0 ?? from
    return this.#sql.between
      .all(layout, tier, first, to)
      .map(spanOf)
      .filter((span) => span.t1 >= from)
  }

  /** First and last instant of a tier; undefined: it has none. */
  extent(layout: number, tier: Tier): Extent | undefined {
    const key = layout * 4 + tier
    if (!this.#extents.has(key)) this.#extents.set(key, this.#readExtent(layout, tier))
    return this.#extents.get(key)
  }

  #readExtent(layout: number, tier: Tier): Extent | undefined {
    const last = this.before(layout, tier, Number.MAX_SAFE_INTEGER)
    return last && { from: this.#sql.first.get(layout, tier) ?? last.t0, to: last.t1 }
  }

  instants(span: Span): Float64Array {
    return this.#instants.get(span.id, () => {
      const blob = this.#sql.instants.get(span.id)
      const instants = blob === undefined ? new Float64Array() : decodeInstants(blob)
      if (instants.length !== span.ticks) throw new DamagedFrame(`a span of ${instants.length} instants`)
      return instants
    })
  }

  /** Undefined: nothing in that group was observed. */
  block(span: Span, group: number): Block | undefined {
    return this.#blocks.get(span.id * GROUPS + group, () => {
      const blob = this.blob(span, group)
      return blob && new Block(blob)
    })
  }

  /** A block as it lies in the file. */
  blob(span: Span, group: number): Buffer | undefined {
    return this.#sql.block.get(span.id * GROUPS + group)
  }
}

function prepare(db: Database.Database) {
  const span = 'SELECT id, t0, t1, ticks, slots FROM span WHERE layout = ? AND tier = ?'
  return {
    before: db
      .prepare<[number, number, number], SpanRow>(`${span} AND t0 <= ? ORDER BY t0 DESC LIMIT 1`)
      .raw(),
    after: db.prepare<[number, number, number], SpanRow>(`${span} AND t0 > ? ORDER BY t0 LIMIT 1`).raw(),
    between: db
      .prepare<[number, number, number, number], SpanRow>(`${span} AND t0 >= ? AND t0 <= ? ORDER BY t0`)
      .raw(),
    first: db
      .prepare<[number, number], number>('SELECT min(t0) FROM span WHERE layout = ? AND tier = ?')
      .pluck(),
    instants: db.prepare<[number], Buffer>('SELECT instants FROM span WHERE id = ?').pluck(),
    block: db.prepare<[number], Buffer>('SELECT d FROM block WHERE id = ?').pluck(),
  }
}
