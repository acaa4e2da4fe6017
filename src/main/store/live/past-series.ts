import type { Series } from '../../systems/moment.ts'

/** Charts that live views draw at every tick. */
const KEEP_SERIES = 256

interface Known {
  readonly from: number
  /** All samples up to here are in `t`. */
  readonly to: number
  readonly t: Float64Array
  readonly v: Float64Array
}

/**
 * Series that were asked for lately: their older part comes from the file once, then memory adds what is new. So a live
 * chart of the last hour costs no read at a tick.
 */
export class PastSeries {
  readonly #known = new Map<string, Known>()

  /**
   * Samples of a series in [from, to].
   * @param memoryFrom memory knows all samples from here on
   */
  read(
    name: string,
    range: { readonly from: number; readonly to: number; readonly memoryFrom: number },
    file: (from: number, to: number) => Series,
    memory: (from: number, to: number) => Series,
  ): Series {
    const { from, to, memoryFrom } = range
    const known = this.#known.get(name)
    const isUsable = known !== undefined && known.from <= from && known.to >= memoryFrom - 1
    const base = isUsable ? known : { from, to: memoryFrom - 1, ...file(from, memoryFrom - 1) }
    const fresh = base.to < to ? memory(base.to + 1, to) : { t: new Float64Array(), v: new Float64Array() }
    const all = { t: joined(base.t, fresh.t), v: joined(base.v, fresh.v) }
    this.#keep(name, { from: base.from, to: Math.max(base.to, to), ...all }, from)
    return within(all, from, to)
  }

  /** What lies long before what was asked for goes. */
  #keep(name: string, known: Known, from: number): void {
    this.#known.delete(name)
    const start = known.t.findIndex((at) => at >= from)
    const isLong = start > known.t.length / 2
    this.#known.set(
      name,
      isLong ? { ...known, from, t: known.t.slice(start), v: known.v.slice(start) } : known,
    )
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= KEEP_SERIES) break
      this.#known.delete(oldest)
    }
  }
}

function within({ t, v }: Series, from: number, to: number): Series {
  let start = 0
  while (start < t.length && t[start]! < from) start++
  let end = t.length
  while (end > start && t[end - 1]! > to) end--
  return { t: t.slice(start, end), v: v.slice(start, end) }
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  if (b.length === 0) return a
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
