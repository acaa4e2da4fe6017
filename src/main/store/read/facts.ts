import type Database from 'better-sqlite3'
import { type OpenCheckpoint, openCheckpoint } from '../codec/checkpoint.ts'
import { type OpenChangeRecord, openRecord, recordsOf } from '../codec/changes.ts'
import { Lru } from '../lru.ts'

type ChangeRow = [id: number, at: number]

/** A row, opened; `at` as it stood in the row then. */
interface OpenRow {
  readonly at: number
  readonly records: readonly OpenChangeRecord[]
}

/** The rows that facts are kept in: checkpoints, and what changed after them. */
export class Facts {
  readonly #checkpoints = new Lru<OpenCheckpoint>(4)
  readonly #rows = new Lru<OpenRow>(2_000)
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  /** The last checkpoint at or before an instant. */
  checkpoint(target: number, at: number): OpenCheckpoint | undefined {
    const id = this.#sql.checkpoint.get(target, at)
    if (id === undefined) return undefined
    return this.#checkpoints.get(id, () =>
      openCheckpoint(this.#sql.checkpointBlob.get(id) ?? new Uint8Array()),
    )
  }

  /** What changed in (after, to], oldest first. */
  *records(target: number, after: number, to: number): Generator<OpenChangeRecord> {
    for (const row of this.#sql.rows.all(target, after, to))
      for (const record of this.#open(row)) if (record.at > after && record.at <= to) yield record
  }

  /** What changed in [from, to], newest first. */
  *recordsBack(target: number, from: number, to: number): Generator<OpenChangeRecord> {
    for (const row of this.#sql.rowsBack.all(target, from, to))
      yield* this.#open(row)
        .filter((record) => record.at >= from && record.at <= to)
        .toReversed()
  }

  #open([id, at]: ChangeRow): readonly OpenChangeRecord[] {
    const read = (): OpenRow => ({
      at,
      records: recordsOf(this.#sql.rowBlob.get(id) ?? new Uint8Array()).map(openRecord),
    })
    const known = this.#rows.get(id, read)
    if (known.at === at) return known.records
    // packed meanwhile: the last row of many took in those before it, and begins where they did
    this.#rows.delete(id)
    return this.#rows.get(id, read).records
  }
}

function prepare(db: Database.Database) {
  const row = 'SELECT id, at FROM change WHERE target = ?'
  return {
    checkpoint: db
      .prepare<[number, number], number>(
        'SELECT id FROM checkpoint WHERE target = ? AND at <= ? ORDER BY at DESC LIMIT 1',
      )
      .pluck(),
    checkpointBlob: db.prepare<[number], Buffer>('SELECT d FROM checkpoint WHERE id = ?').pluck(),
    rows: db
      .prepare<[number, number, number], ChangeRow>(`${row} AND until > ? AND at <= ? ORDER BY until, id`)
      .raw(),
    rowsBack: db
      .prepare<[number, number, number], ChangeRow>(
        `${row} AND until >= ? AND at <= ? ORDER BY until DESC, id DESC`,
      )
      .raw(),
    rowBlob: db.prepare<[number], Buffer>('SELECT d FROM change WHERE id = ?').pluck(),
  }
}
