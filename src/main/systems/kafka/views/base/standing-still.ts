import type { Look } from '../../../moment.ts'
import type { EntitySet } from '../../../sample.ts'
import { alignedTo } from './past.ts'

/** Whole columns are looked at here first; one series is read only between two of them. */
const AGES_MS = [2, 5, 10, 20, 30, 60, 120, 300, 600].map((seconds) => seconds * 1000)

interface Step {
  readonly at: number
  readonly values: Float64Array
}

/** Since when values of one metric are what they are, as far back as ten minutes; for many entities at once. */
export class StandingStill {
  readonly #look: Look
  readonly #metric: string
  readonly #set: EntitySet
  readonly #now: Step | undefined
  /** Newest first, as far back as somebody asked. */
  readonly #steps: (Step | undefined)[] = []

  constructor(look: Look, metric: string, set: EntitySet) {
    this.#look = look
    this.#metric = metric
    this.#set = set
    const column = look.moment.column(metric)
    const values = alignedTo(set, column)
    this.#now = column && values && { at: column.at, values }
  }

  /** Epoch ms; NaN: it moved within the last two seconds, or isn't known. */
  since(place: number): number {
    const value = this.#now?.values[place] ?? Number.NaN
    if (Number.isNaN(value)) return Number.NaN
    let equalAt = Number.NaN
    for (let i = 0; i < AGES_MS.length; i++) {
      const step = this.#step(i)
      const then = step?.values[place] ?? Number.NaN
      // what wasn't observed didn't show a change either
      if (step === undefined || Number.isNaN(then)) continue
      if (then !== value)
        return Number.isNaN(equalAt) ? equalAt : this.#between(place, value, step.at, equalAt)
      equalAt = step.at
    }
    return equalAt
  }

  #step(i: number): Step | undefined {
    if (this.#now === undefined) return undefined
    if (i >= this.#steps.length) {
      const column = this.#look.column(this.#metric, this.#now.at - AGES_MS[i]!)
      const values = alignedTo(this.#set, column)
      this.#steps.push(column && values && { at: column.at, values })
    }
    return this.#steps[i]
  }

  /** The first instant after `differs` from which on it was `value`. */
  #between(place: number, value: number, differs: number, equal: number): number {
    const { t, v } = this.#look.series(this.#set.paths[place]!, this.#metric, differs, equal)
    let since = equal
    for (let i = t.length - 1; i >= 0; i--) {
      if (Number.isNaN(v[i]!)) continue
      if (v[i] !== value) break
      since = t[i]!
    }
    return since
  }
}

const kept = new WeakMap<Look, Map<string, { at: number; set: EntitySet; still: StandingStill }>>()

/** One for a moment, metric and set, however many ask. */
export function standingStill(look: Look, metric: string, set: EntitySet): StandingStill {
  const { sampledAt } = look.moment
  let own = kept.get(look)
  if (own === undefined) kept.set(look, (own = new Map()))
  const known = own.get(metric)
  if (known?.at === sampledAt && known.set === set) return known.still
  const still = new StandingStill(look, metric, set)
  own.set(metric, { at: sampledAt, set, still })
  return still
}
