import type { Cadence } from '../systems/sample.ts'

/** Series of a block: neighbours of one metric share one, so a chart of a topic's partitions opens one or two. */
export const SLOTS_PER_GROUP = 128
/** Rollups have four columns per series, so their groups are smaller. */
export const SLOTS_PER_ROLLUP_GROUP = 32

export const cadences: readonly Cadence[] = ['tick', 'slow']

/** Numbers below a row's id: `id = owner * 2^32 + number`. */
export const NUMBERS = 2 ** 32
export const GROUPS = 2 ** 20

/**
 * The numbered list of series of one target and cadence. A series keeps its slot for as long as the layout lives;
 * when most slots are dead, a new layout begins.
 */
export class Layout {
  readonly id: number
  readonly cadence: Cadence
  /** Word id of each slot's metric. */
  readonly metrics: number[] = []
  /** Number of each slot's entity. */
  readonly entities: number[] = []
  readonly #byMetric = new Map<number, Map<number, number>>()

  constructor(id: number, cadence: Cadence) {
    this.id = id
    this.cadence = cadence
  }

  get slots(): number {
    return this.metrics.length
  }

  /** Of one metric: entity number → slot, in slot order. */
  slotsOf(metric: number): ReadonlyMap<number, number> {
    return this.#byMetric.get(metric) ?? new Map()
  }

  has(metric: number): boolean {
    return this.#byMetric.has(metric)
  }

  slotOf(metric: number, entity: number): number | undefined {
    return this.#byMetric.get(metric)?.get(entity)
  }

  add(metric: number, entity: number): number {
    const slot = this.metrics.length
    this.metrics.push(metric)
    this.entities.push(entity)
    let slots = this.#byMetric.get(metric)
    if (slots === undefined) this.#byMetric.set(metric, (slots = new Map()))
    slots.set(entity, slot)
    return slot
  }
}
