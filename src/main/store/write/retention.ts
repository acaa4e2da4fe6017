import type Database from 'better-sqlite3'
import { NUMBERS } from '../layout.ts'
import type { Chore } from './chores.ts'
import type { Landing } from './landing.ts'

const DAY_MS = 24 * 60 * 60_000

/** For how many times `keepDays` each kind is kept: by tier, and facts with findings. */
const KEEP_TIMES = { tiers: [1, 6, 24], facts: 24 } as const

const ROWS_PER_SLICE = 200

/**
 * Deletes what is older than it's kept, in slices. Age is counted back from a target's newest sample: a cluster that
 * is no longer observed keeps its last days.
 */
export class Retention {
  /** Targets of which something was deleted: some names may stand for nothing now. */
  readonly pruned = new Set<number>()
  readonly #landing: Landing
  readonly #sql

  constructor(db: Database.Database, landing: Landing) {
    this.#landing = landing
    this.#sql = prepare(db)
  }

  /** `isRolled`: whether raw samples of a layout up to an instant were thinned already. */
  *run(keepDays: number, isRolled: (layout: number, to: number) => boolean): Chore {
    for (const [target, newest] of this.#sql.newest.all()) {
      for (const layout of this.#sql.layouts.all(target)) {
        for (const [tier, times] of KEEP_TIMES.tiers.entries()) {
          const before = newest - keepDays * times * DAY_MS
          for (const [span, t1] of this.#sql.oldSpans.all(layout, tier, before))
            if (tier > 0 || isRolled(layout, t1)) yield* this.#landing.deleteSpan(span)
        }
      }
      this.#deleteEmptyLayouts(target)
      yield* this.#deleteFacts(target, newest - keepDays * KEEP_TIMES.facts * DAY_MS)
    }
  }

  /** Layouts that are no longer written to, and have nothing left: without them, their series are unknown. */
  #deleteEmptyLayouts(target: number): void {
    for (const layout of this.#sql.emptyLayouts.all(target)) {
      this.#sql.deleteRoster.run(layout * NUMBERS, (layout + 1) * NUMBERS)
      this.#sql.deleteLayout.run(layout)
      this.pruned.add(target)
    }
  }

  /** Facts are deleted up to a checkpoint: everything after it can still be told. */
  *#deleteFacts(target: number, before: number): Chore {
    this.#sql.deleteFindings.run(target, before)
    const kept = this.#sql.checkpointBefore.get(target, before) ?? undefined
    if (kept === undefined) return
    this.#sql.deleteCheckpoints.run(target, kept)
    while (this.#sql.deleteChanges.run(target, kept, ROWS_PER_SLICE).changes > 0) {
      this.pruned.add(target)
      yield
    }
  }

  /** Deletes everything of forgotten targets, also of those that an earlier process didn't get done with. */
  *deleteForgotten(): Chore {
    for (const target of this.#sql.forgotten.all()) {
      for (const layout of this.#sql.layouts.all(target)) {
        for (const span of this.#sql.spans.all(layout)) yield* this.#landing.deleteSpan(span)
        while (this.#sql.deleteTicks.run(layout * NUMBERS, (layout + 1) * NUMBERS, 16).changes > 0) yield
        this.#sql.deleteRoster.run(layout * NUMBERS, (layout + 1) * NUMBERS)
        this.#sql.deleteLayout.run(layout)
      }
      while (this.#sql.deleteChanges.run(target, Number.MAX_SAFE_INTEGER, ROWS_PER_SLICE).changes > 0) yield
      this.#sql.deleteCheckpoints.run(target, Number.MAX_SAFE_INTEGER)
      this.#sql.deleteAllFindings.run(target)
      this.#sql.deleteNames.run(target * NUMBERS, (target + 1) * NUMBERS)
      this.#sql.deleteTarget.run(target)
      yield
    }
  }
}

function prepare(db: Database.Database) {
  const byTarget = (table: string, where = '') =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE target = ?${where}`)
  const byRange = (table: string) =>
    db.prepare<[number, number]>(`DELETE FROM ${table} WHERE id >= ? AND id < ?`)
  return {
    newest: db
      .prepare<[], [number, number]>(
        `SELECT layout.target, max(span.t1) FROM span JOIN layout ON layout.id = span.layout
         JOIN target ON target.id = layout.target WHERE target.forgotten = 0 GROUP BY layout.target`,
      )
      .raw(),
    layouts: db.prepare<[number], number>('SELECT id FROM layout WHERE target = ?').pluck(),
    emptyLayouts: db
      .prepare<[number], number>(
        `SELECT id FROM layout AS old WHERE target = ?
         AND EXISTS (SELECT 1 FROM layout WHERE target = old.target AND cadence = old.cadence AND id > old.id)
         AND NOT EXISTS (SELECT 1 FROM span WHERE layout = old.id)
         AND NOT EXISTS (SELECT 1 FROM tick WHERE id >= old.id * ${NUMBERS} AND id < (old.id + 1) * ${NUMBERS})`,
      )
      .pluck(),
    oldSpans: db
      .prepare<[number, number, number], [number, number]>(
        'SELECT id, t1 FROM span WHERE layout = ? AND tier = ? AND t1 < ? ORDER BY t0',
      )
      .raw(),
    spans: db.prepare<[number], number>('SELECT id FROM span WHERE layout = ?').pluck(),
    deleteTicks: db.prepare<[number, number, number]>(
      'DELETE FROM tick WHERE id IN (SELECT id FROM tick WHERE id >= ? AND id < ? LIMIT ?)',
    ),
    checkpointBefore: db
      .prepare<[number, number], number | null>('SELECT max(at) FROM checkpoint WHERE target = ? AND at <= ?')
      .pluck(),
    deleteCheckpoints: db.prepare<[number, number]>('DELETE FROM checkpoint WHERE target = ? AND at < ?'),
    deleteChanges: db.prepare<[number, number, number]>(
      `DELETE FROM change WHERE id IN (SELECT id FROM change WHERE target = ? AND until <= ? ORDER BY until LIMIT ?)`,
    ),
    deleteFindings: db.prepare<[number, number]>('DELETE FROM finding WHERE target = ? AND closed < ?'),
    deleteAllFindings: byTarget('finding'),
    forgotten: db.prepare<[], number>('SELECT id FROM target WHERE forgotten = 1').pluck(),
    deleteNames: byRange('name'),
    deleteRoster: byRange('roster'),
    deleteLayout: db.prepare<[number]>('DELETE FROM layout WHERE id = ?'),
    deleteTarget: db.prepare<[number]>('DELETE FROM target WHERE id = ?'),
  }
}
