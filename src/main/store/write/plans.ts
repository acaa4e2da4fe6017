import type Database from 'better-sqlite3'
import { NUMBERS } from '../layout.ts'

const DAY_MS = 24 * 60 * 60_000
/** So many windows become one span, about an hour of ticks. */
const WINDOWS_PER_MERGE = 4

/** Finds, in the file, what there is to do. */
export class Plans {
  readonly #sql
  /** Days up to here were thinned, also those without samples. */
  readonly #rolledTo = new Map<number, number>()

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  /** The oldest small spans of a layout that together make a large one; undefined: not enough yet. */
  mergeable(layout: number, windowTicks: number): readonly number[] | undefined {
    const wanted = windowTicks * WINDOWS_PER_MERGE
    const small = this.#sql.small.all(layout, wanted * 0.75)
    let ticks = 0
    for (const [i, [, count]] of small.entries()) {
      ticks += count
      if (ticks >= wanted) return small.slice(0, i + 1).map(([id]) => id)
    }
    return undefined
  }

  /** The first whole day of a layout that isn't thinned yet. */
  unrolled(layout: number): { readonly from: number; readonly to: number } | undefined {
    const rolledTo = this.rolledTo(layout)
    const [t0] = this.#sql.rawAfter.get(layout, rolledTo) ?? []
    if (t0 === undefined) return undefined
    const from = Math.floor(Math.max(t0, rolledTo) / DAY_MS) * DAY_MS
    const to = from + DAY_MS
    const target = this.#sql.targetOf.get(layout)
    const newest = target === undefined ? undefined : (this.#sql.newest.get(target, target) ?? undefined)
    const oldestTick = this.#sql.oldestTick.get(layout * NUMBERS, (layout + 1) * NUMBERS) ?? Infinity
    const isOver = newest !== undefined && newest >= to && oldestTick >= to
    return isOver ? { from, to } : undefined
  }

  rolledTo(layout: number): number {
    const known = this.#rolledTo.get(layout)
    if (known !== undefined) return known
    const last = this.#sql.lastRolled.get(layout) ?? undefined
    return last === undefined ? Number.MIN_SAFE_INTEGER : (Math.floor(last / DAY_MS) + 1) * DAY_MS
  }

  markRolled(layout: number, to: number): void {
    this.#rolledTo.set(layout, to)
  }

  layouts(): readonly number[] {
    return this.#sql.layouts.all()
  }

  /** Since the last checkpoint of a target's facts: rows and edges, the first ones included. */
  unpacked(target: number): { readonly rows: number; readonly edges: number } {
    const [rows, edges] = this.#sql.unpacked.get(target, target) ?? [0, 0]
    return { rows, edges: edges ?? 0 }
  }
}

function prepare(db: Database.Database) {
  return {
    small: db
      .prepare<[number, number], [number, number]>(
        'SELECT id, ticks FROM span WHERE layout = ? AND tier = 0 AND ticks < ? ORDER BY t0',
      )
      .raw(),
    rawAfter: db
      .prepare<[number, number], [number]>(
        'SELECT t0 FROM span WHERE layout = ? AND tier = 0 AND t1 >= ? ORDER BY t0 LIMIT 1',
      )
      .raw(),
    lastRolled: db
      .prepare<[number], number | null>('SELECT max(t0) FROM span WHERE layout = ? AND tier = 1')
      .pluck(),
    targetOf: db.prepare<[number], number>('SELECT target FROM layout WHERE id = ?').pluck(),
    newest: db
      .prepare<[number, number], number | null>(
        `SELECT max(at) FROM (
           SELECT max(t1) AS at FROM span JOIN layout ON layout.id = span.layout WHERE target = ?
           UNION ALL SELECT max(until) FROM change WHERE target = ?)`,
      )
      .pluck(),
    oldestTick: db
      .prepare<[number, number], number | null>(
        'SELECT at FROM tick WHERE id >= ? AND id < ? ORDER BY id LIMIT 1',
      )
      .pluck(),
    layouts: db.prepare<[], number>('SELECT id FROM layout ORDER BY id').pluck(),
    unpacked: db
      .prepare<[number, number], [number, number | null]>(
        `SELECT count(*), sum(edges) FROM change
         WHERE target = ? AND until > coalesce((SELECT max(at) FROM checkpoint WHERE target = ?), -9e15)`,
      )
      .raw(),
  }
}
