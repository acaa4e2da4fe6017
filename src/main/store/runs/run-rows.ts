import type Database from 'better-sqlite3'
import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import { type LogChunk, toChunk } from './log-chunk.ts'
import { readRunEntries, readRuns } from './read-runs.ts'
import type { RunStore } from '../store.ts'

/** Entries in one chunk of a run that has ended. */
const PACK_ENTRIES = 1_000

/** Runs in the file. Each call is a write of its own: durable when it returns. */
export class RunRows implements RunStore {
  readonly #db: Database.Database
  readonly #onFile: <T>(work: () => T) => T
  readonly #sql

  /** @param onFile runs what writes, and turns what SQLite throws into OrreryError `storage` */
  constructor(db: Database.Database, onFile: <T>(work: () => T) => T) {
    this.#db = db
    this.#onFile = onFile
    this.#sql = prepare(db)
  }

  nextNumber(): number {
    return (this.#sql.lastNumber.get() ?? 0) + 1
  }

  put(run: Run): void {
    this.#onFile(() => this.#sql.put.run(run.number, run.id, JSON.stringify(run)))
    if (run.ended !== undefined && this.#sql.chunks.get(run.number)! > run.entries / PACK_ENTRIES + 1)
      this.#pack(run)
  }

  append(runId: string, entries: readonly RunEntry[]): void {
    const [entry] = entries
    if (entry === undefined) return
    const chunk = toChunk(entries, entry.seq)
    this.#onFile(() => this.#putChunk(runId, chunk))
  }

  list(): readonly Run[] {
    return readRuns(this.#db)
  }

  entries(runId: string, from: number, limit: number): readonly RunEntry[] {
    return readRunEntries(this.#db, runId, from, limit)
  }

  remove(runId: string): void {
    this.#onFile(() => this.#sql.remove.run(runId))
  }

  /** A live log is many small chunks; one that has ended becomes few. */
  #pack({ id, number }: Run): void {
    const entries = this.entries(id, 0, Number.MAX_SAFE_INTEGER)
    this.#onFile(() =>
      this.#db.transaction(() => {
        this.#sql.empty.run(number)
        for (let first = 0; first < entries.length; first += PACK_ENTRIES)
          this.#putChunk(id, toChunk(entries.slice(first, first + PACK_ENTRIES), first))
      })(),
    )
  }

  #putChunk(runId: string, { first, entries, d }: LogChunk): void {
    this.#sql.putChunk.run(first, entries, d, runId)
  }
}

function prepare(db: Database.Database) {
  return {
    lastNumber: db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'run'").pluck(),
    put: db.prepare<[number, string, string]>(
      `INSERT INTO run (number, id, head) VALUES (?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET head = excluded.head`,
    ),
    putChunk: db.prepare<[number, number, Buffer, string]>(
      `INSERT INTO run_log (run, first, entries, d)
       SELECT number, ?, ?, ? FROM run WHERE id = ?`,
    ),
    chunks: db.prepare<[number], number>('SELECT count(*) FROM run_log WHERE run = ?').pluck(),
    empty: db.prepare<[number]>('DELETE FROM run_log WHERE run = ?'),
    remove: db.prepare<[string]>('DELETE FROM run WHERE id = ?'),
  }
}
