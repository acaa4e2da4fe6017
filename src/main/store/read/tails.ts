import type Database from 'better-sqlite3'
import { applyChunk, openTick, type OpenTick, SLOTS_PER_CHUNK, TickState } from '../codec/tick.ts'
import { NUMBERS } from '../layout.ts'

interface TailTick {
  readonly id: number
  readonly at: number
  readonly tick: OpenTick
}

/** The ticks of a layout that are in no span yet, oldest first. Kept as they lie in the file: small. */
export class Tail {
  #ticks: readonly TailTick[] = []
  #instants: Float64Array | undefined

  get ticks(): readonly TailTick[] {
    return this.#ticks
  }

  set ticks(ticks: readonly TailTick[]) {
    this.#ticks = ticks
    this.#instants = undefined
  }

  get from(): number | undefined {
    return this.ticks[0]?.at
  }

  get to(): number | undefined {
    return this.ticks.at(-1)?.at
  }

  /** Index of the last tick at or before an instant; −1: none. */
  indexAt(at: number): number {
    return this.ticks.findLastIndex((tick) => tick.at <= at)
  }

  /** Shared: not to be written to, nor handed over. */
  instants(): Float64Array {
    return (this.#instants ??= Float64Array.from(this.ticks, (tick) => tick.at))
  }

  /** Every value of one chunk of slots, tick by tick, for ticks `first` to `last`. */
  walk(
    chunk: number,
    first: number,
    last: number,
    visit: (values: Float64Array, index: number) => void,
  ): void {
    const state = new TickState(SLOTS_PER_CHUNK)
    for (let i = this.#keyBefore(first); i <= last; i++) {
      applyChunk(this.ticks[i]!.tick, chunk, state)
      if (i >= first) visit(state.values, i)
    }
  }

  #keyBefore(index: number): number {
    return Math.max(
      0,
      this.ticks.findLastIndex(({ tick }, i) => i <= index && tick.isKey),
    )
  }
}

/** Tails of all layouts; after each `refresh`, only the ticks that came since are read. */
export class Tails {
  readonly #tails = new Map<number, Tail>()
  readonly #fresh = new Set<number>()
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
  }

  refresh(): void {
    this.#fresh.clear()
  }

  of(layout: number): Tail {
    let tail = this.#tails.get(layout)
    if (tail === undefined) this.#tails.set(layout, (tail = new Tail()))
    if (this.#fresh.has(layout)) return tail
    const from = layout * NUMBERS
    // a window that was closed leaves its ticks behind for a moment
    const spannedTo = this.#sql.spannedTo.get(layout) ?? -Infinity
    if (tail.ticks[0] !== undefined && tail.ticks[0].at <= spannedTo)
      tail.ticks = tail.ticks.filter((tick) => tick.at > spannedTo)
    const lastId = tail.ticks.at(-1)?.id ?? from - 1
    const fresh = this.#sql.ticks.all(lastId, from + NUMBERS)
    const opened = fresh
      .filter(([, at]) => at > spannedTo)
      .map(([id, at, blob]): TailTick => ({ id, at, tick: openTick(blob) }))
    if (opened.length > 0) tail.ticks = [...tail.ticks, ...opened]
    this.#fresh.add(layout)
    return tail
  }
}

function prepare(db: Database.Database) {
  return {
    spannedTo: db
      .prepare<[number], number>('SELECT t1 FROM span WHERE layout = ? AND tier = 0 ORDER BY t0 DESC LIMIT 1')
      .pluck(),
    ticks: db
      .prepare<[number, number], [number, number, Buffer]>(
        'SELECT id, at, d FROM tick WHERE id > ? AND id < ? ORDER BY id',
      )
      .raw(),
  }
}
