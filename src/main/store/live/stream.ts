import type { Cadence, EntitySet, ValueColumn } from '../../systems/sample.ts'
import { encodeTick, TickState } from '../codec/tick.ts'
import type { Layout } from '../layout.ts'
import type { Numbering } from './numbering.ts'

/** A row for the tick log. */
export interface StagedTick {
  readonly id: number
  readonly number: number
  readonly at: number
  readonly isKey: boolean
  readonly blob: Buffer
}

/** Slots of a column: consecutive ones (the usual case) are copied in one go. */
interface Slots {
  readonly first: number
  readonly each: Int32Array | undefined
}

/** All series of one target and cadence: turns samples into rows of the tick log. */
export class Stream {
  readonly layout: Layout
  readonly #numbering: Numbering
  readonly #state: TickState
  #next: Float64Array
  readonly #slots = new Map<string, WeakMap<EntitySet, Slots>>()
  /** Number of the next tick of the layout. */
  #number: number
  #mustBeKey = true

  constructor(layout: Layout, numbering: Numbering, nextTick: number) {
    this.layout = layout
    this.#numbering = numbering
    this.#number = nextTick
    this.#state = new TickState(Math.max(1024, layout.slots))
    this.#next = new Float64Array(Math.max(1024, layout.slots))
  }

  get cadence(): Cadence {
    return this.layout.cadence
  }

  /** The next tick is written whole: a window begins, or the last one may not have reached the file. */
  restart(): void {
    this.#mustBeKey = true
  }

  stage(columns: readonly ValueColumn[], at: number): StagedTick {
    const slots = columns.map((column) => this.#slotsOf(column))
    this.#grow()
    this.#next.fill(NaN, 0, this.layout.slots)
    for (let i = 0; i < columns.length; i++) this.#scatter(columns[i]!.values, slots[i]!)
    const isKey = this.#mustBeKey
    const blob = encodeTick(this.#state, this.#next, this.layout.slots, isKey)
    this.#mustBeKey = false
    const number = this.#number++
    return { id: this.#numbering.rowOf(this.layout.id, number), number, at, isKey, blob }
  }

  /** Series that were observed in the last tick. */
  get living(): number {
    let living = 0
    for (let slot = 0; slot < this.layout.slots; slot++) if (!Number.isNaN(this.#state.values[slot])) living++
    return living
  }

  #slotsOf({ metric, entities }: ValueColumn): Slots {
    let sets = this.#slots.get(metric)
    if (sets === undefined) this.#slots.set(metric, (sets = new WeakMap()))
    let slots = sets.get(entities)
    if (slots === undefined) sets.set(entities, (slots = this.#assign(metric, entities)))
    return slots
  }

  #assign(metric: string, entities: EntitySet): Slots {
    const { layout } = this
    const word = this.#numbering.word(metric)
    const each = new Int32Array(entities.paths.length)
    let isRun = true
    entities.paths.forEach((path, i) => {
      const entity = this.#numbering.entity(path)
      const slot = layout.slotOf(word, entity) ?? layout.add(word, entity)
      each[i] = slot
      if (slot !== each[0]! + i) isRun = false
    })
    return { first: each[0] ?? 0, each: isRun ? undefined : each }
  }

  #grow(): void {
    const { slots } = this.layout
    if (this.#state.values.length < slots) this.#state.grow(slots)
    if (this.#next.length < slots) this.#next = new Float64Array(slots * 2)
  }

  #scatter(values: Float64Array, { first, each }: Slots): void {
    if (each === undefined) this.#next.set(values, first)
    else for (let i = 0; i < each.length; i++) this.#next[each[i]!] = values[i]!
  }
}
