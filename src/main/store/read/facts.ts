import type Database from 'better-sqlite3'
import { type OpenCheckpoint, openCheckpoint } from '../codec/checkpoint.ts'
import { type OpenChangeRecord, openRecord, recordsOf } from '../codec/changes.ts'
import { Lru } from '../lru.ts'

type RowAt = [id: number, at: number]

interface KeptCheckpoint {
  readonly target: number
  readonly checkpoint: OpenCheckpoint
}

/** A row, opened; `at` as it stood in the row then. */
interface OpenRow {
  readonly at: number
  readonly records: readonly OpenChangeRecord[]
}

/** The rows that facts are kept in: checkpoints, and what changed after them. */
export class Facts {
  readonly #checkpoints = new Lru<KeptCheckpoint>(4)
  readonly #rows = new Lru<OpenRow>(2_000)
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  /** The last checkpoint at or before an instant. */
  checkpoint(target: number, at: number): OpenCheckpoint | undefined {
    const row = this.#sql.checkpoint.get(target, at)
    if (row === undefined) return undefined
    const [id, checkedAt] = row
    const read = () => ({
      target,
      checkpoint: openCheckpoint(this.#sql.checkpointBlob.get(id) ?? new Uint8Array()),
    })
    // the number of a forgotten target's last checkpoint is given again
    const isCurrent = (known: KeptCheckpoint) => known.target === target && known.checkpoint.at === checkedAt
    return this.#checkpoints.get(id, read, isCurrent).checkpoint
  }

  /** The instant of the checkpoint that comes before every change; undefined: changes come first. */
  beginsWith(target: number): number | undefined {
    const checkpoint = this.#sql.firstCheckpoint.get(target) ?? undefined
    const change = this.#sql.firstChange.get(target) ?? Infinity
    return checkpoint !== undefined && checkpoint < change ? checkpoint : undefined
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

  #open([id, at]: RowAt): readonly OpenChangeRecord[] {
    const read = (): OpenRow => ({
      at,
      records: recordsOf(this.#sql.rowBlob.get(id) ?? new Uint8Array()).map(openRecord),
    })
    // packed meanwhile: the last row of many took in those before it, and begins where they did
    return this.#rows.get(id, read, (row) => row.at === at).records
  }
}

function prepare(db: Database.Database) {
  const row = 'SELECT id, at FROM change WHERE target = ?'
  return {
    checkpoint: db
      .prepare<[number, number], RowAt>(
        'SELECT id, at FROM checkpoint WHERE target = ? AND at <= ? ORDER BY at DESC LIMIT 1',
      )
      .raw(),
    firstCheckpoint: db
      .prepare<[number], number | null>('SELECT min(at) FROM checkpoint WHERE target = ?')
      .pluck(),
    firstChange: db.prepare<[number], number | null>('SELECT min(at) FROM change WHERE target = ?').pluck(),
    checkpointBlob: db.prepare<[number], Buffer>('SELECT d FROM checkpoint WHERE id = ?').pluck(),
    rows: db
      .prepare<[number, number, number], RowAt>(`${row} AND until > ? AND at <= ? ORDER BY until, id`)
      .raw(),
    rowsBack: db
      .prepare<[number, number, number], RowAt>(
        `${row} AND until >= ? AND at <= ? ORDER BY until DESC, id DESC`,
      )
      .raw(),
    rowBlob: db.prepare<[number], Buffer>('SELECT d FROM change WHERE id = ?').pluck(),
  }
}
