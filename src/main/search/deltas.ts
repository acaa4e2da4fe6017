import type { OpenCheckpoint } from '../store/codec/checkpoint.ts'
import type { OpenChangeRecord, OpenEdgeGroup } from '../store/codec/changes.ts'
import { spend } from '../store/codec/reading-limit.ts'
import { isOwnKey } from '../store/own-keys.ts'

/** What some edges came to for one value of one fact. */
export interface ValueDelta {
  /** More entities have it than before; negative: fewer. */
  held: number
  /** When it was first taken on; Infinity: it only ended. */
  first: number
  /** Who took it on last, and when. */
  entity: number
  at: number
  /** When it ended last for some entity; −Infinity: it did not. */
  ended: number
}

/** What one takes in memory, about. */
const DELTA_BYTES = 200

/** To write a value takes as long as to count so many edges. */
const VALUE_WORK = 100

/** What they came to for an entity: how many of its facts hold. */
export type EntityDelta = Pick<ValueDelta, 'held' | 'first' | 'ended'>

/** How often each value of a record was taken on and lost in one group; empty again when that is added. */
class Counts {
  readonly taken: Int32Array
  readonly lost: Int32Array
  readonly lastOf: Int32Array
  /** The values that were. */
  readonly touched = new Set<number>()

  constructor(texts: number) {
    this.taken = new Int32Array(texts)
    this.lost = new Int32Array(texts)
    this.lastOf = new Int32Array(texts)
  }

  lose(value: number): void {
    this.lost[value]!++
    this.touched.add(value)
  }

  take(value: number, entity: number): void {
    this.taken[value]!++
    this.lastOf[value] = entity
    this.touched.add(value)
  }

  clear(): void {
    for (const value of this.touched) this.taken[value] = this.lost[value] = 0
    this.touched.clear()
  }
}

/**
 * Sums edges of facts up. The sums of two stretches can be added in either order, so that an index can be made bit by
 * bit; only transitions are looked at, so that nothing has to be known of what held before.
 */
export class Deltas {
  /** By key of the fact, then by JSON of the value. */
  readonly values = new Map<string, Map<string, ValueDelta>>()
  /** By number. */
  readonly entities = new Map<number, EntityDelta>()
  /** About how much work it is to count and to write, in edges. */
  size = 0
  readonly #words: readonly string[]

  constructor(words: readonly string[]) {
    this.#words = words
  }

  /** What held at the beginning counts as taken on since it held. */
  addBeginning({ groups, texts }: OpenCheckpoint): void {
    for (const { key: word, entities, values, since } of groups) {
      const key = this.#words[word] ?? ''
      if (key === '' || isOwnKey(key)) continue
      this.size += entities.length
      for (let i = 0; i < entities.length; i++) {
        this.#take(this.#valueOf(key, texts.get(values[i]!)), entities[i]!, since[i]!, 1)
        this.#entityTook(entities[i]!, since[i]!)
      }
    }
  }

  add({ at, groups, texts }: OpenChangeRecord): void {
    const counts = new Counts(texts.count)
    for (const group of groups) {
      const key = this.#words[group.key] ?? ''
      if (key === '' || isOwnKey(key)) continue
      this.#count(group, at, counts)
      for (const value of counts.touched)
        this.#addValue(this.#valueOf(key, texts.get(value)), value, at, counts)
      this.size += group.entities.length + counts.touched.size
      counts.clear()
    }
  }

  #count({ entities, before, after }: OpenEdgeGroup, at: number, counts: Counts): void {
    for (let i = 0; i < entities.length; i++) {
      const [was, is] = [before[i]!, after[i]!]
      if (was >= 0) counts.lose(was)
      if (is >= 0) counts.take(is, entities[i]!)
      if (was < 0 && is >= 0) this.#entityTook(entities[i]!, at)
      if (was >= 0 && is < 0) this.#entityLost(entities[i]!, at)
    }
  }

  #addValue(delta: ValueDelta, value: number, at: number, { taken, lost, lastOf }: Counts): void {
    if (lost[value]! > 0) {
      delta.held -= lost[value]!
      delta.ended = Math.max(delta.ended, at)
    }
    if (taken[value]! > 0) this.#take(delta, lastOf[value]!, at, taken[value]!)
  }

  #take(delta: ValueDelta, entity: number, at: number, count: number): void {
    delta.held += count
    delta.first = Math.min(delta.first, at)
    if (at < delta.at) return
    delta.at = at
    delta.entity = entity
  }

  #valueOf(key: string, text: string): ValueDelta {
    let values = this.values.get(key)
    if (values === undefined) this.values.set(key, (values = new Map()))
    let delta = values.get(text)
    if (delta !== undefined) return delta
    spend(DELTA_BYTES + 2 * text.length)
    this.size += VALUE_WORK
    values.set(text, (delta = { held: 0, first: Infinity, entity: -1, at: -Infinity, ended: -Infinity }))
    return delta
  }

  #entityTook(entity: number, at: number): void {
    const delta = this.#entityOf(entity)
    delta.held++
    delta.first = Math.min(delta.first, at)
  }

  #entityLost(entity: number, at: number): void {
    const delta = this.#entityOf(entity)
    delta.held--
    delta.ended = Math.max(delta.ended, at)
  }

  #entityOf(entity: number): EntityDelta {
    let delta = this.entities.get(entity)
    if (delta !== undefined) return delta
    spend(DELTA_BYTES)
    this.entities.set(entity, (delta = { held: 0, first: Infinity, ended: -Infinity }))
    return delta
  }
}
