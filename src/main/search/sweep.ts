import type Database from 'better-sqlite3'

/** So many rows go at once. */
const ROWS_AT_ONCE = 500

/** Deletes what is left of targets that were dropped: a month of a large one takes seconds. */
export class Sweep {
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  /** Goes on until all of it is deleted, or it is late. */
  run(isLate: () => boolean): void {
    for (const target of this.#sql.dropped.all()) {
      for (const fact of this.#sql.facts.all(target)) {
        if (!this.#deleteValues(fact, isLate)) return
        this.#sql.deleteFact.run(fact)
      }
      for (const sql of [this.#sql.deleteEntities, this.#sql.deleteFindings])
        while (sql.run(target, ROWS_AT_ONCE).changes > 0) if (isLate()) return
      this.#sql.deleteTarget.run(target)
    }
  }

  /** @returns whether all are gone */
  #deleteValues(fact: number, isLate: () => boolean): boolean {
    for (let ids = this.#sql.values.all(fact, ROWS_AT_ONCE); ids.length > 0;) {
      for (const id of ids) {
        this.#sql.deleteText.run(id)
        this.#sql.deleteValue.run(id)
      }
      if (isLate()) return false
      ids = this.#sql.values.all(fact, ROWS_AT_ONCE)
    }
    return true
  }
}

function prepare(db: Database.Database) {
  const number = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck()
  return {
    dropped: number<[]>('SELECT id FROM target WHERE name IS NULL'),
    facts: number<[number]>('SELECT id FROM fact WHERE target = ?'),
    values: number<[number, number]>('SELECT id FROM value WHERE fact = ? LIMIT ?'),
    deleteText: db.prepare<[number]>('DELETE FROM text WHERE value = ?'),
    deleteValue: db.prepare<[number]>('DELETE FROM value WHERE id = ?'),
    deleteFact: db.prepare<[number]>('DELETE FROM fact WHERE id = ?'),
    deleteEntities: db.prepare<[number, number]>(
      'DELETE FROM entity WHERE (target, path) IN (SELECT target, path FROM entity WHERE target = ? LIMIT ?)',
    ),
    deleteFindings: db.prepare<[number, number]>(
      'DELETE FROM finding WHERE id IN (SELECT id FROM finding WHERE target = ? LIMIT ?)',
    ),
    deleteTarget: db.prepare<[number]>('DELETE FROM target WHERE id = ?'),
  }
}
