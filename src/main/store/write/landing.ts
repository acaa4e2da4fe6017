import type Database from 'better-sqlite3'
import { NAMES_FREED } from '../directory.ts'
import { GROUPS, NUMBERS } from '../layout.ts'
import type { Chore } from './chores.ts'
import type { BlockRow, CloseJob, FreedNames, MergeJob, NewSpan, Packed } from '../worker/jobs.ts'

/** Ticks deleted at a time: together less than a millisecond. */
const TICKS_PER_SLICE = 8
const GROUPS_PER_SLICE = 16

/** Brings what the worker made into the file. Blocks count only from the moment their span is inserted. */
export class Landing {
  readonly #db: Database.Database
  readonly #sql
  #nextSpan: number

  constructor(db: Database.Database) {
    this.#db = db
    this.#sql = prepare(db)
    this.#deleteOrphans()
    this.#nextSpan = (this.#sql.lastSpan.get() ?? 0) + 1
  }

  checkpointLog(): void {
    this.#db.pragma('wal_checkpoint(PASSIVE)')
  }

  newSpan(): number {
    return this.#nextSpan++
  }

  putBlocks(blocks: readonly BlockRow[]): void {
    this.#db.transaction(() => {
      for (const { id, blob } of blocks) this.#sql.block.run(id, blob)
    })()
  }

  putSpans(spans: readonly NewSpan[]): void {
    this.#db.transaction(() => spans.forEach((span) => this.#putSpan(span)))()
  }

  #putSpan({ id, layout, tier, t0, t1, ticks, slots, bytes, instants }: NewSpan): void {
    this.#sql.span.run(id, layout, tier, t0, t1, ticks, slots, bytes, instants)
  }

  /** From here on the ticks of the window don't count any more. */
  finishWindow(job: CloseJob, spans: readonly NewSpan[]): Chore {
    this.putSpans(spans.filter((span) => span.ticks > 0))
    return this.#deleteTicks(job)
  }

  *#deleteTicks(job: CloseJob): Chore {
    const from = job.layout * NUMBERS
    for (let tick = job.firstTick; tick <= job.lastTick; tick += TICKS_PER_SLICE) {
      this.#sql.deleteTicks.run(from + tick, from + Math.min(job.lastTick, tick + TICKS_PER_SLICE - 1))
      yield
    }
  }

  finishMerge(job: MergeJob, spans: readonly NewSpan[]): Chore {
    // none: the spans were forgotten meanwhile
    if (spans.length === 0) return this.#deleteBlocksOf([])
    this.#db.transaction(() => {
      for (const old of job.from) this.#sql.deleteSpan.run(old)
      for (const span of spans) this.#putSpan(span)
    })()
    return this.#deleteBlocksOf(job.from)
  }

  *#deleteBlocksOf(spans: readonly number[]): Chore {
    for (const span of spans) yield* this.deleteBlocks(span)
  }

  finishPack({ target, row, checkpoint }: Packed): void {
    this.#db.transaction(() => {
      this.#sql.checkpoint.run(target, checkpoint.at, checkpoint.facts, checkpoint.blob)
      this.#sql.deletePacked.run(target, row.at, row.until, row.id)
      this.#sql.packed.run(row.at, row.until, row.edges, row.blob, row.id)
    })()
  }

  /** Readers notice by the count. */
  putNames(rows: readonly FreedNames[]): void {
    this.#db.transaction(() => {
      for (const { id, blob } of rows)
        if (blob === undefined) this.#sql.deleteNames.run(id)
        else this.#sql.names.run(blob, id)
      if (rows.length > 0) this.#sql.countFreed.run(NAMES_FREED)
    })()
  }

  *deleteSpan(span: number): Chore {
    this.#sql.deleteSpan.run(span)
    yield* this.deleteBlocks(span)
  }

  *deleteBlocks(span: number): Chore {
    const end = (span + 1) * GROUPS
    for (let from = span * GROUPS; ;) {
      const last = this.#sql.slice.get(from, end, GROUPS_PER_SLICE) ?? undefined
      if (last === undefined) return
      this.#sql.deleteBlocks.run(from, last)
      from = last + 1
      yield
    }
  }

  /** Blocks without a span: a process was killed before the last of them was there, or before all were deleted. */
  #deleteOrphans(): void {
    for (let id = this.#nextBlock(0); id !== undefined;) {
      const span = Math.floor(id / GROUPS)
      if (this.#sql.hasSpan.get(span) === undefined) this.#sql.deleteBlocks.run(id, (span + 1) * GROUPS - 1)
      id = this.#nextBlock((span + 1) * GROUPS)
    }
  }

  #nextBlock(from: number): number | undefined {
    return this.#sql.nextBlock.get(from) ?? undefined
  }
}

function prepare(db: Database.Database) {
  return {
    block: db.prepare<[number, Uint8Array]>('INSERT INTO block (id, d) VALUES (?, ?)'),
    span: db.prepare<[number, number, number, number, number, number, number, number, Uint8Array]>(
      `INSERT INTO span (id, layout, tier, t0, t1, ticks, slots, bytes, instants) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    lastSpan: db.prepare<[], number | null>("SELECT seq FROM sqlite_sequence WHERE name = 'span'").pluck(),
    deleteTicks: db.prepare<[number, number]>('DELETE FROM tick WHERE id >= ? AND id <= ?'),
    deleteSpan: db.prepare<[number]>('DELETE FROM span WHERE id = ?'),
    slice: db
      .prepare<[number, number, number], number | null>(
        'SELECT max(id) FROM (SELECT id FROM block WHERE id >= ? AND id < ? ORDER BY id LIMIT ?)',
      )
      .pluck(),
    deleteBlocks: db.prepare<[number, number]>('DELETE FROM block WHERE id >= ? AND id <= ?'),
    checkpoint: db.prepare<[number, number, number, Uint8Array]>(
      'INSERT INTO checkpoint (target, at, facts, d) VALUES (?, ?, ?, ?)',
    ),
    deletePacked: db.prepare<[number, number, number, number]>(
      'DELETE FROM change WHERE target = ? AND until >= ? AND until <= ? AND id <> ?',
    ),
    packed: db.prepare<[number, number, number, Uint8Array, number]>(
      'UPDATE change SET at = ?, until = ?, edges = ?, d = ? WHERE id = ?',
    ),
    names: db.prepare<[Uint8Array, number]>('UPDATE name SET d = ? WHERE id = ?'),
    countFreed: db.prepare<[string]>(
      `INSERT INTO meta (key, value) VALUES (?, '1')
       ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
    ),
    deleteNames: db.prepare<[number]>('DELETE FROM name WHERE id = ?'),
    nextBlock: db.prepare<[number], number | null>('SELECT min(id) FROM block WHERE id >= ?').pluck(),
    hasSpan: db.prepare<[number], number>('SELECT 1 FROM span WHERE id = ?').pluck(),
  }
}
