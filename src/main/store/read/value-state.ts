import type { Column } from '../../systems/moment.ts'
import type { Cadence } from '../../systems/sample.ts'
import { type Layout, SLOTS_PER_GROUP, SLOTS_PER_ROLLUP_GROUP } from '../layout.ts'
import type { Names } from '../names.ts'
import { SLOTS_PER_CHUNK } from '../codec/tick.ts'
import type { HistoryFile } from './file.ts'
import { readLast } from './rollup-columns.ts'
import { lastAtOrBefore } from './instants.ts'
import type { Tier } from '../tiers.ts'
import type { Span } from './spans.ts'

/** Where the last sample of a cadence at or before an instant lies. */
export type Place =
  | { readonly in: 'tail'; readonly layout: Layout; readonly index: number; readonly at: number }
  | {
      readonly in: 'span'
      readonly layout: Layout
      readonly span: Span
      readonly tier: Tier
      readonly index: number
      readonly at: number
    }

const tiers: readonly Tier[] = [0, 1, 2]

/** The last sample at or before an instant; where raw samples are gone, the last thinned point. */
export function findPlace(file: HistoryFile, layouts: readonly Layout[], at: number): Place | undefined {
  for (const tier of tiers)
    for (const layout of layouts.toReversed()) {
      const place =
        (tier === 0 ? placeInTail(file, layout, at) : undefined) ?? placeInSpan(file, layout, tier, at)
      if (place !== undefined) return place
    }
  return undefined
}

function placeInTail(file: HistoryFile, layout: Layout, at: number): Place | undefined {
  const tail = file.tails.of(layout.id)
  const index = tail.indexAt(at)
  const tick = tail.ticks[index]
  return tick && { in: 'tail', layout, index, at: tick.at }
}

function placeInSpan(file: HistoryFile, layout: Layout, tier: Tier, at: number): Place | undefined {
  const span = file.spans.before(layout.id, tier, at)
  if (span === undefined) return undefined
  const instants = file.spans.instants(span)
  const index = lastAtOrBefore(instants, at)
  return { in: 'span', layout, span, tier, index, at: instants[index]! }
}

const sizeFor = (layout: Layout): number => layout.slots + SLOTS_PER_CHUNK

/** Values of one cadence at one instant, read group by group as metrics are asked for. */
export class ValueState {
  readonly #file: HistoryFile
  readonly place: Place
  readonly #values: Float64Array
  readonly #read = new Set<number>()

  constructor(file: HistoryFile, place: Place) {
    this.#file = file
    this.place = place
    this.#values = new Float64Array(sizeFor(place.layout)).fill(NaN)
  }

  /** Still true of a place found now: windows close and merge meanwhile, series come. */
  isAt(place: Place): boolean {
    const { layout, index, at } = this.place
    const spanOf = (of: Place) => (of.in === 'span' ? of.span.id : -1)
    const isSame = place.layout === layout && place.index === index && place.at === at
    return isSame && spanOf(place) === spanOf(this.place) && this.#values.length === sizeFor(layout)
  }

  /** The entities that were observed, in slot order; undefined: none. */
  column(metric: string, word: number, names: Names, cadence: Cadence): Column | undefined {
    const slots = this.place.layout.slotsOf(word)
    const entities = new Int32Array(slots.size)
    const values = new Float64Array(slots.size)
    let count = 0
    for (const [entity, slot] of slots) {
      const value = this.#value(slot)
      if (value !== value) continue
      entities[count] = entity
      values[count++] = value
    }
    if (count === 0) return undefined
    const set = this.#file.entitySets.of(names, entities.subarray(0, count))
    return { metric, cadence, entities: set, values: values.subarray(0, count), at: this.place.at }
  }

  #value(slot: number): number {
    const place = this.place
    const size =
      place.in === 'tail' ? SLOTS_PER_CHUNK : place.tier === 0 ? SLOTS_PER_GROUP : SLOTS_PER_ROLLUP_GROUP
    const group = Math.floor(slot / size)
    if (!this.#read.has(group)) {
      this.#read.add(group)
      if (place.in === 'tail') this.#readChunk(place.layout.id, group, place.index)
      else this.#readGroup(place, group, size)
    }
    return this.#values[slot]!
  }

  #readChunk(layout: number, chunk: number, index: number): void {
    const tail = this.#file.tails.of(layout)
    tail.walk(chunk, index, index, (values) => this.#values.set(values, chunk * SLOTS_PER_CHUNK))
  }

  #readGroup(place: Place & { in: 'span' }, group: number, size: number): void {
    const block = this.#file.spans.block(place.span, group)
    if (block === undefined) return
    if (place.tier === 0)
      block.readTick(place.index, Math.min(size, block.columns), this.#values, group * size)
    else readLast(block, place.index, this.#values, group * size)
  }
}
