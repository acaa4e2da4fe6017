import type Database from 'better-sqlite3'

const KEEP_DAYS = 'keep-days'
const DEFAULT_KEEP_DAYS = 30

/** What is set for the whole file. */
export class Settings {
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = {
      get: db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck(),
      set: db.prepare<[string, string]>('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)'),
    }
  }

  /** Days that raw samples are kept. */
  get keepDays(): number {
    return Number(this.#sql.get.get(KEEP_DAYS) ?? DEFAULT_KEEP_DAYS)
  }

  set keepDays(days: number) {
    this.#sql.set.run(KEEP_DAYS, String(days))
  }
}
