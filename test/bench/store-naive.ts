import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { cluster, mulberry } from './store-generator.ts'
import { type Figure, round, timed } from './store-timing.ts'

/** One row for each sample, found by series and time. */
class NaiveTable implements Disposable {
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

  /** What a chart needs: smallest, largest and mean of each of `points` stretches. */
  chart(id: number, from: number, to: number, points: number): readonly Float64Array[] {
    const out = [Infinity, -Infinity, 0, 0].map((start) => new Float64Array(points).fill(start))
    const [min, max, sum, count] = out as [Float64Array, Float64Array, Float64Array, Float64Array]
    for (const [t, v] of this.series(id, from, to)) {
      const point = Math.min(points - 1, Math.floor(((t - from) / (to - from)) * points))
      if (v < min[point]!) min[point] = v
      if (v > max[point]!) max[point] = v
      sum[point]! += v
      count[point]! += 1
    }
    return out
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

/** One row for each value that a fact ever had, found by fact and time. */
class NaiveFacts implements Disposable {
  readonly #db: Database.Database
  readonly #insert
  readonly #at

  constructor(path: string) {
    this.#db = new Database(path)
    this.#db.pragma('journal_mode = WAL')
    this.#db.pragma('synchronous = NORMAL')
    this.#db.exec(
      'CREATE TABLE fact (id INTEGER, since INTEGER, value TEXT, PRIMARY KEY (id, since)) STRICT, WITHOUT ROWID',
    )
    this.#insert = this.#db.prepare<[number, number, string]>('INSERT OR REPLACE INTO fact VALUES (?, ?, ?)')
    this.#at = this.#db
      .prepare<[number, number], string>(
        'SELECT value FROM fact WHERE id = ? AND since <= ? ORDER BY since DESC LIMIT 1',
      )
      .pluck()
  }

  append(at: number, values: ReadonlyMap<number, string>): void {
    this.#db.transaction(() => values.forEach((value, id) => this.#insert.run(id, at, value)))()
  }

  state(facts: number, at: number): readonly (string | undefined)[] {
    return Array.from({ length: facts }, (_, id) => this.#at.get(id, at))
  }

  [Symbol.dispose](): void {
    this.#db.close()
  }
}

const SERIES = 30_000

/** What rows come to, over what the store is asked; each table as small as the question allows, which favours it. */
export interface NaiveFigures {
  readonly tickOf30kSeriesMs: Figure
  readonly bytesPerSample: number
  readonly stateOf30kAtInstantMs: Figure
  readonly oneSeries24hMs: Figure
  readonly fiftyNeighbours1hMs: Figure
  readonly factsOf60kAtInstantMs: Figure
}

export function naiveFigures(folder: string, start: number, tickMs: number): NaiveFigures {
  return { ...wide(folder, start, tickMs), ...long(folder, start, tickMs), ...facts(folder, start, tickMs) }
}

function wide(folder: string, start: number, tickMs: number) {
  const path = join(folder, 'naive-wide.db')
  const numbers = cluster(SERIES, SERIES)
  using table = new NaiveTable(path)
  let ticks = 0
  const append = timed(30, () => table.append(start + ticks++ * tickMs, numbers.next()))
  table.checkpoint()
  const random = mulberry(4)
  return {
    tickOf30kSeriesMs: append,
    bytesPerSample: round(statSync(path).size / SERIES / ticks),
    stateOf30kAtInstantMs: timed(5, () => table.state(SERIES, Math.floor(start + random() * ticks * tickMs))),
  }
}

/** A day of sixty series, written at once. */
function long(folder: string, start: number, tickMs: number) {
  const series = 60
  const numbers = cluster(series, series)
  using table = new NaiveTable(join(folder, 'naive-long.db'))
  for (let tick = 0; tick < 8_640; tick++) table.append(start + tick * tickMs, numbers.next())
  table.checkpoint()
  const random = mulberry(5)
  const any = (below: number) => Math.floor(random() * below)
  return {
    oneSeries24hMs: timed(50, () => table.chart(any(series), start, start + 24 * 3_600_000, 500)),
    fiftyNeighbours1hMs: timed(30, () => {
      const first = any(10)
      for (let id = first; id < first + 50; id++) table.chart(id, start, start + 3_600_000, 500)
    }),
  }
}

/** 60,000 facts; 100 change at each of 600 ticks. */
function facts(folder: string, start: number, tickMs: number) {
  const count = 60_000
  const ticks = 600
  const random = mulberry(6)
  const valueOf = () => String(Math.floor(random() * 50))
  using table = new NaiveFacts(join(folder, 'naive-facts.db'))
  table.append(start, new Map(Array.from({ length: count }, (_, id) => [id, valueOf()])))
  for (let tick = 1; tick < ticks; tick++)
    table.append(
      start + tick * tickMs,
      new Map(Array.from({ length: 100 }, () => [Math.floor(random() * count), valueOf()])),
    )
  return {
    factsOf60kAtInstantMs: timed(5, () => table.state(count, start + Math.floor(random() * ticks) * tickMs)),
  }
}
