import Database from 'better-sqlite3'

/** The reference: one row for each sample, found by series and time. */
export class NaiveTable implements Disposable {
  readonly #db: Database.Database
  readonly #insert
  readonly #range
  readonly #before

  constructor(path: string) {
    this.#db = new Database(path)
    this.#db.pragma('journal_mode = WAL')
    this.#db.pragma('synchronous = NORMAL')
    this.#db.exec(
      'CREATE TABLE sample (id INTEGER, t INTEGER, v REAL, PRIMARY KEY (id, t)) STRICT, WITHOUT ROWID',
    )
    this.#insert = this.#db.prepare<[number, number, number]>('INSERT INTO sample VALUES (?, ?, ?)')
    this.#range = this.#db
      .prepare<[number, number, number], [number, number]>(
        'SELECT t, v FROM sample WHERE id = ? AND t >= ? AND t <= ?',
      )
      .raw()
    this.#before = this.#db
      .prepare<[number, number], number>(
        'SELECT v FROM sample WHERE id = ? AND t <= ? ORDER BY t DESC LIMIT 1',
      )
      .pluck()
  }

  append(at: number, values: Float64Array): void {
    this.#db.transaction(() => values.forEach((value, id) => this.#insert.run(id, at, value)))()
  }

  series(id: number, from: number, to: number): readonly (readonly [number, number])[] {
    return this.#range.all(id, from, to)
  }

  state(series: number, at: number): Float64Array {
    return Float64Array.from({ length: series }, (_, id) => this.#before.get(id, at) ?? NaN)
  }

  /** Everything in the main file, so that its size can be read off. */
  checkpoint(): void {
    this.#db.pragma('wal_checkpoint(TRUNCATE)')
  }

  [Symbol.dispose](): void {
    this.#db.close()
  }
}
