import type { Column } from '../../systems/moment.ts'
import type { Cadence, EntitySet } from '../../systems/sample.ts'

type Differences = Int8Array | Int16Array | Int32Array

/** Stands for "not observed" in each width. */
const MISSING = { 1: -(2 ** 7), 2: -(2 ** 15), 4: -(2 ** 31) } as const
type Width = keyof typeof MISSING

/**
 * A column of whole numbers as its distance to another of the same entities: offsets and counters of a minute ago take
 * one to four bytes a series instead of eight. Exact, or not made at all.
 */
export class CompactColumn implements Column {
  readonly metric: string
  readonly cadence: Cadence
  readonly entities: EntitySet
  readonly at: number
  readonly #reference: Float64Array
  readonly #differences: Differences
  #values: WeakRef<Float64Array> | undefined

  constructor(column: Column, reference: Float64Array, differences: Differences) {
    this.metric = column.metric
    this.cadence = column.cadence
    this.entities = column.entities
    this.at = column.at
    this.#reference = reference
    this.#differences = differences
  }

  get bytes(): number {
    return this.#differences.byteLength
  }

  get values(): Float64Array {
    const known = this.#values?.deref()
    if (known !== undefined) return known
    const values = new Float64Array(this.#reference.length)
    for (let i = 0; i < values.length; i++) values[i] = this.valueAt(i)
    this.#values = new WeakRef(values)
    return values
  }

  /** One value, without making all of them. */
  valueAt(index: number): number {
    const difference = this.#differences[index] ?? NaN
    const missing = MISSING[this.#differences.BYTES_PER_ELEMENT as Width]
    return difference === missing ? NaN : this.#reference[index]! + difference
  }
}

/** The column as distances to `reference`; undefined where that wouldn't give the very same values back. */
export function compacted(column: Column, reference: Float64Array): CompactColumn | undefined {
  const width = widthOf(column.values, reference)
  if (width === undefined) return undefined
  const size = reference.length
  const differences =
    width === 1 ? new Int8Array(size) : width === 2 ? new Int16Array(size) : new Int32Array(size)
  const missing = MISSING[width]
  for (let i = 0; i < size; i++) {
    const value = column.values[i]!
    differences[i] = value === value ? value - reference[i]! : missing
  }
  return new CompactColumn(column, reference, differences)
}

function widthOf(values: Float64Array, reference: Float64Array): Width | undefined {
  let largest = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value !== value) continue
    const difference = value - reference[i]!
    // not NaN, whole, and without rounding; −0 would come back as 0
    if (Math.trunc(difference) !== difference || reference[i]! + difference !== value) return undefined
    if (value === 0 && Object.is(value, -0)) return undefined
    const size = difference < 0 ? -difference : difference
    if (size > largest) largest = size
  }
  if (largest < 2 ** 7 - 1) return 1
  if (largest < 2 ** 15 - 1) return 2
  return largest < 2 ** 31 - 1 ? 4 : undefined
}
