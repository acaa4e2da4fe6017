import type { Column } from '../../systems/moment.ts'
import type { Cadence, EntitySet, ValueColumn } from '../../systems/sample.ts'

const KEEP_MS = 15 * 60_000
/** Fifteen minutes of a tick a second. */
const KEEP_TICKS = 900
/** Bounds what a very large target keeps in memory; older instants are then read from the file. */
const KEEP_BYTES = 32 * 2 ** 20

/** One sample's values of one cadence, as they were handed over: arrays are kept, not copied. */
export interface RecentTick {
  readonly at: number
  readonly columns: ReadonlyMap<string, Column>
  readonly bytes: number
}

/** The last ticks of one cadence, oldest first. */
export class Recent {
  #ticks: RecentTick[] = []
  #bytes = 0
  readonly #metrics = new Set<string>()

  get newest(): RecentTick | undefined {
    return this.#ticks.at(-1)
  }

  /** From here on memory knows everything; undefined: nothing. */
  get from(): number | undefined {
    return this.#ticks[0]?.at
  }

  /** A metric belongs to one cadence: the one it came with. */
  hasSeen(metric: string): boolean {
    return this.#metrics.has(metric)
  }

  push(tick: RecentTick): void {
    this.#ticks.push(tick)
    for (const metric of tick.columns.keys()) this.#metrics.add(metric)
    this.#bytes += tick.bytes
    let drop = 0
    const isTooMuch = (first: RecentTick) =>
      first.at < tick.at - KEEP_MS || this.#ticks.length - drop > KEEP_TICKS || this.#bytes > KEEP_BYTES
    for (; drop < this.#ticks.length - 1 && isTooMuch(this.#ticks[drop]!); drop++)
      this.#bytes -= this.#ticks[drop]!.bytes
    if (drop > 0) this.#ticks = this.#ticks.slice(drop)
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

/** Columns of one cadence by metric; a metric that came in several columns becomes one. */
export function tickOf(columns: readonly ValueColumn[], cadence: Cadence, at: number): RecentTick {
  const byMetric = new Map<string, Column>()
  let bytes = 0
  for (const { metric, entities, values } of columns) {
    const column: Column = { metric, cadence, entities, values, at }
    const other = byMetric.get(metric)
    byMetric.set(metric, other === undefined ? column : joined(other, column))
    bytes += values.byteLength
  }
  return { at, columns: byMetric, bytes }
}

const joinedSets = new WeakMap<EntitySet, WeakMap<EntitySet, EntitySet>>()

function joined(a: Column, b: Column): Column {
  let ofA = joinedSets.get(a.entities)
  if (ofA === undefined) joinedSets.set(a.entities, (ofA = new WeakMap()))
  let entities = ofA.get(b.entities)
  if (entities === undefined)
    ofA.set(b.entities, (entities = { paths: [...a.entities.paths, ...b.entities.paths] }))
  const values = new Float64Array(entities.paths.length)
  values.set(a.values)
  values.set(b.values, a.values.length)
  return { ...a, entities, values }
}

const indexes = new WeakMap<EntitySet, ReadonlyMap<string, number>>()

/** Where an entity stands in a set; undefined: not in it. */
export function indexIn(entities: EntitySet, path: string): number | undefined {
  let index = indexes.get(entities)
  if (index === undefined) {
    index = new Map(entities.paths.map((entity, i) => [entity, i]))
    indexes.set(entities, index)
  }
  return index.get(path)
}
