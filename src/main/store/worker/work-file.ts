import Database from 'better-sqlite3'
import { openForReading } from '../database.ts'
import { decodeInstants } from '../codec/instants.ts'
import { NUMBERS } from '../layout.ts'
import { storageError } from '../storage-error.ts'
import type { BlockRow } from './jobs.ts'

/** Where finished blocks go: to the one writer, a few at a time. */
export interface BlockSink {
  put(block: BlockRow): Promise<void>
}

export interface StoredSpan {
  readonly id: number
  readonly t0: number
  readonly t1: number
  readonly ticks: number
  readonly slots: number
  readonly instants: Float64Array
}

type SpanRow = [number, number, number, number, number, Buffer]

/** The worker's own read-only connection. */
export class WorkFile implements Disposable {
  readonly #path: string
  readonly #db: Database.Database
  readonly #sql

  constructor(path: string) {
    this.#path = path
    this.#db = openForReading(path)
    this.#sql = prepare(this.#db)
  }

  /** Instant and blob of the ticks with these ids. */
  ticks(first: number, last: number): readonly (readonly [number, Buffer])[] {
    return this.#sql.ticks.all(first, last)
  }

  span(id: number): StoredSpan | undefined {
    const row = this.#sql.span.get(id)
    return row && spanOf(row)
  }

  /** Raw spans of a layout with samples in [from, to), oldest first. */
  rawSpans(layout: number, from: number, to: number): readonly StoredSpan[] {
    return this.#sql.rawSpans.all(layout, to, from).map(spanOf)
  }

  block(id: number): Buffer | undefined {
    return this.#sql.block.get(id)
  }

  checkpoint(target: number): Buffer | undefined {
    return this.#sql.checkpoint.get(target)
  }

  /** Rows that end in (after, to], oldest first. */
  changes(target: number, after: number, to: number): readonly (readonly [number, Buffer])[] {
    return this.#sql.changes.all(target, after, to)
  }

  names(target: number): readonly (readonly [number, Buffer])[] {
    return this.#sql.names.all(target * NUMBERS, (target + 1) * NUMBERS)
  }

  /** Of all layouts of a target. */
  *rosters(target: number): Generator<Buffer> {
    for (const layout of this.#sql.layouts.all(target))
      yield* this.#sql.rosters.all(layout * NUMBERS, (layout + 1) * NUMBERS)
  }

  /** All of a target; one at a time in memory. */
  checkpoints(target: number): Iterable<Buffer> {
    return this.#sql.checkpoints.iterate(target)
  }

  changeRows(target: number): Iterable<Buffer> {
    return this.#sql.changeRows.iterate(target)
  }

  /** Moves what can be moved from the write-ahead log into the file, without holding up the writer. */
  checkpointLog(): void {
    const db = new Database(this.#path, { fileMustExist: true, timeout: 5_000 })
    try {
      db.pragma('wal_checkpoint(PASSIVE)')
    } catch (thrown) {
      throw storageError(thrown, this.#path)
    } finally {
      db.close()
    }
  }

  [Symbol.dispose](): void {
    this.#db.close()
  }
}

const spanOf = ([id, t0, t1, ticks, slots, instants]: SpanRow): StoredSpan => ({
  id,
  t0,
  t1,
  ticks,
  slots,
  instants: decodeInstants(instants),
})

function prepare(db: Database.Database) {
  const span = 'SELECT id, t0, t1, ticks, slots, instants FROM span'
  return {
    ticks: db
      .prepare<[number, number], [number, Buffer]>(
        'SELECT at, d FROM tick WHERE id >= ? AND id <= ? ORDER BY id',
      )
      .raw(),
    span: db.prepare<[number], SpanRow>(`${span} WHERE id = ?`).raw(),
    rawSpans: db
      .prepare<[number, number, number], SpanRow>(
        `${span} WHERE layout = ? AND tier = 0 AND t0 < ? AND t1 >= ? ORDER BY t0`,
      )
      .raw(),
    names: db
      .prepare<[number, number], [number, Buffer]>(
        'SELECT id, d FROM name WHERE id >= ? AND id < ? ORDER BY id',
      )
      .raw(),
    layouts: db.prepare<[number], number>('SELECT id FROM layout WHERE target = ?').pluck(),
    rosters: db.prepare<[number, number], Buffer>('SELECT d FROM roster WHERE id >= ? AND id < ?').pluck(),
    checkpoints: db.prepare<[number], Buffer>('SELECT d FROM checkpoint WHERE target = ?').pluck(),
    changeRows: db.prepare<[number], Buffer>('SELECT d FROM change WHERE target = ?').pluck(),
    block: db.prepare<[number], Buffer>('SELECT d FROM block WHERE id = ?').pluck(),
    checkpoint: db
      .prepare<[number], Buffer>('SELECT d FROM checkpoint WHERE target = ? ORDER BY at DESC LIMIT 1')
      .pluck(),
    changes: db
      .prepare<[number, number, number], [number, Buffer]>(
        'SELECT id, d FROM change WHERE target = ? AND until > ? AND until <= ? ORDER BY until, id',
      )
      .raw(),
  }
}
