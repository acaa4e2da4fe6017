import type { Column } from '../../systems/moment.ts'
import type { EntitySet } from '../../systems/sample.ts'
import { compacted } from './compact-column.ts'

/** The newest ticks stay as they were handed over: they are read most. */
const AS_THEY_CAME = 8
/** So many ticks are told as distances to the same one. */
const TICKS_PER_REFERENCE = 30

/** How much of the past stays in memory. */
export interface Keep {
  readonly ms: number
  /** Bounds what a very large target takes; older instants are then read from the file. */
  readonly bytes: number
}

/** One sample's values of one cadence. */
export interface RecentTick {
  readonly at: number
  readonly columns: ReadonlyMap<string, Column>
  readonly bytes: number
}

interface Reference {
  readonly values: Float64Array
  readonly entities: EntitySet
  uses: number
}

/** The last ticks of one cadence, oldest first. */
export class Recent {
  readonly #keep: Keep
  #ticks: RecentTick[] = []
  #bytes = 0
  readonly #metrics = new Set<string>()
  readonly #references = new Map<string, Reference>()

  constructor(keep: Keep) {
    this.#keep = keep
  }

  get newest(): RecentTick | undefined {
    return this.#ticks.at(-1)
  }

  /** From here on memory knows everything; undefined: nothing. */
  get from(): number | undefined {
    return this.#ticks[0]?.at
  }

  get bytes(): number {
    return this.#bytes
  }

  /** A metric belongs to one cadence: the one it came with. */
  hasSeen(metric: string): boolean {
    return this.#metrics.has(metric)
  }

  push(tick: RecentTick): void {
    this.#ticks.push(tick)
    this.#bytes += tick.bytes
    for (const metric of tick.columns.keys()) this.#metrics.add(metric)
    this.#compact(this.#ticks.length - 1 - AS_THEY_CAME)
    this.#drop(tick.at)
  }

  #drop(now: number): void {
    let count = 0
    const isTooMuch = (tick: RecentTick) => tick.at < now - this.#keep.ms || this.#bytes > this.#keep.bytes
    for (; count < this.#ticks.length - 1 && isTooMuch(this.#ticks[count]!); count++)
      this.#bytes -= this.#ticks[count]!.bytes
    if (count > 0) this.#ticks = this.#ticks.slice(count)
  }

  #compact(index: number): void {
    const tick = this.#ticks[index]
    if (tick === undefined) return
    const columns = new Map<string, Column>()
    let bytes = 0
    for (const [metric, column] of tick.columns) {
      const reference = this.#referenceFor(column)
      const small = reference === column.values ? undefined : compacted(column, reference)
      columns.set(metric, small ?? column)
      bytes += small?.bytes ?? column.values.byteLength
    }
    this.#ticks[index] = { at: tick.at, columns, bytes }
    this.#bytes += bytes - tick.bytes
  }

  #referenceFor({ metric, entities, values }: Column): Float64Array {
    const known = this.#references.get(metric)
    if (known !== undefined && known.entities === entities && known.uses++ < TICKS_PER_REFERENCE)
      return known.values
    this.#references.set(metric, { values, entities, uses: 1 })
    return values
  }

  /** The last tick at or before an instant. */
  at(instant: number): RecentTick | undefined {
    return this.#ticks.findLast((tick) => tick.at <= instant)
  }

  /** Ticks in [from, to], oldest first. */
  between(from: number, to: number): readonly RecentTick[] {
    return this.#ticks.filter((tick) => tick.at >= from && tick.at <= to)
  }
}
