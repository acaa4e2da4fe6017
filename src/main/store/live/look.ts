import type { Finding } from '../../../shared/api/findings.ts'
import type { Column, FactChange, FactSpan, Look, Moment, Series } from '../../systems/moment.ts'
import { isLately } from '../lately.ts'
import { Lru } from '../lru.ts'
import { indexIn, type Recent } from './recent.ts'
import type { LiveTarget } from './target.ts'

/** What a live look needs of the file: short reads of what memory no longer holds. */
export interface Older {
  /** The target as the file has it, up to an instant. */
  look(targetId: string, at: number): Look | undefined
  openFindings(targetId: string): readonly Finding[]
}

/** The newest moment and the way back: the last minutes from memory, what is older from the file. */
export class LiveLook implements Look {
  readonly #target: LiveTarget
  readonly #older: Older
  readonly #pasts = new Lru<Look | undefined>(8)

  constructor(target: LiveTarget, older: Older) {
    this.#target = target
    this.#older = older
  }

  get moment(): Moment {
    return this.#target.moment
  }

  column(metric: string, at: number): Column | undefined {
    const sampledAt = this.#target.recent.tick.at(at)?.at
    const column = this.#recentOf(metric)?.at(at)
    if (sampledAt === undefined || column === undefined) return this.#past(at)?.moment.column(metric)
    return isLately(column.at, sampledAt) ? column.columns.get(metric) : undefined
  }

  series(entity: string, metric: string, from: number, to = this.moment.at): Series {
    const recent = this.#recentOf(metric)
    const memoryFrom = recent?.from ?? Infinity
    const older =
      from < memoryFrom ? this.#past(Math.min(to, memoryFrom - 1))?.series(entity, metric, from) : undefined
    const ticks = recent?.between(from, to) ?? []
    const newer = {
      t: Float64Array.from(ticks, (tick) => tick.at),
      v: Float64Array.from(ticks, (tick) => valueAt(tick.columns.get(metric), entity)),
    }
    return older === undefined ? newer : { t: joined(older.t, newer.t), v: joined(older.v, newer.v) }
  }

  spans(entity: string, key: string, from: number): readonly FactSpan[] {
    const held = this.moment.facts(key).get(entity)
    // it has held all the time: no need to look into the file
    if (held !== undefined && held.since <= from)
      return [{ value: held.value, from: held.since, to: undefined }]
    return this.#past(this.moment.at)?.spans(entity, key, from) ?? []
  }

  changes(keys: readonly string[], from: number): readonly FactChange[] {
    return this.#target.edges.since(from, keys) ?? this.#past(this.moment.at)?.changes(keys, from) ?? []
  }

  findings(): readonly Finding[] {
    return this.#older.openFindings(this.#target.targetId)
  }

  #past(at: number): Look | undefined {
    const read = () => this.#older.look(this.#target.targetId, at)
    // what lies before the last append can't change any more: several rules look back to the same instant
    return at < this.#target.lastAt ? this.#pasts.get(at, read) : read()
  }

  #recentOf(metric: string): Recent | undefined {
    const { tick, slow } = this.#target.recent
    if (tick.hasSeen(metric)) return tick
    return slow.hasSeen(metric) ? slow : undefined
  }
}

const valueAt = (column: Column | undefined, entity: string): number => {
  const index = column && indexIn(column.entities, entity)
  return index === undefined ? NaN : (column?.values[index] ?? NaN)
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
