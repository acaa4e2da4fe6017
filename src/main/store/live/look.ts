import type { Finding } from '../../../shared/api/findings.ts'
import type { Column, FactChange, FactSpan, Look, Moment, Series } from '../../systems/moment.ts'
import { isLately } from '../lately.ts'
import { Lru } from '../lru.ts'
import { CompactColumn } from './compact-column.ts'
import { PastSeries } from './past-series.ts'
import type { Recent, RecentTick } from './recent.ts'
import { indexIn } from './tick-of.ts'
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
  readonly #series = new PastSeries()
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
    const memory = (start: number, end: number) => seriesIn(recent?.between(start, end) ?? [], entity, metric)
    if (from >= memoryFrom) return memory(from, to)
    const file = (start: number, end: number) => this.#past(end)?.series(entity, metric, start) ?? empty
    if (to < memoryFrom) return file(from, to)
    return this.#series.read(`${metric}\n${entity}`, { from, to, memoryFrom }, file, memory)
  }

  spans(entity: string, key: string, from: number): readonly FactSpan[] {
    const held = this.moment.facts(key).get(entity)
    const now = held === undefined ? [] : [{ value: held.value, from: held.since, to: undefined }]
    // it has held all the time
    if (held !== undefined && held.since <= from) return now
    const edges = this.#target.edges.of(entity, key, from)
    if (edges === undefined) return this.#past(this.moment.at)?.spans(entity, key, from) ?? []
    const ended = edges.flatMap(({ edge, heldSince }): FactSpan[] =>
      edge.before === null ? [] : [{ value: edge.before, from: heldSince, to: edge.at }],
    )
    return [...ended, ...now]
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

const empty: Series = { t: new Float64Array(), v: new Float64Array() }

const seriesIn = (ticks: readonly RecentTick[], entity: string, metric: string): Series => ({
  t: Float64Array.from(ticks, (tick) => tick.at),
  v: Float64Array.from(ticks, (tick) => valueAt(tick.columns.get(metric), entity)),
})

function valueAt(column: Column | undefined, entity: string): number {
  const index = column && indexIn(column.entities, entity)
  if (column === undefined || index === undefined) return NaN
  return column instanceof CompactColumn ? column.valueAt(index) : column.values[index]!
}
