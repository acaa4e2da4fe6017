/** Quantiles of single calls, ms. */
export interface Quantiles {
  readonly p50: number
  readonly p95: number
}

/** A figure, with what the machine itself did to calls as long as these, in the same seconds. */
export interface Figure extends Quantiles {
  /**
   * p95 over p50 of a loop of pure arithmetic, about as long as the median call and run after each: 1 on a quiet machine.
   * So much of the figure's own spread is other people's work.
   */
  readonly noise: number
}

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits))

export function quantiles(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN)
  return { p50: at(0.5), p95: at(0.95) }
}

const WARM_UPS = 3

/** Calls and loops of arithmetic in turn. */
export class Stopwatch {
  readonly #calls: number[] = []
  readonly #loops: number[] = []
  #rounds = 0

  time(run: () => unknown): void {
    const from = performance.now()
    run()
    this.#calls.push(performance.now() - from)
    if (this.#calls.length <= WARM_UPS) this.#rounds = quantiles(this.#calls).p50 * roundsPerMs()
    else this.#loops.push(elapsed(() => arithmetic(this.#rounds)))
  }

  /** Without the first calls: they open files, compile code, name 30,000 series. */
  figure(): Figure {
    const { p50, p95 } = quantiles(this.#loops)
    return { ...quantiles(this.#calls.slice(WARM_UPS)), noise: round(p95 / p50, 2) }
  }
}

export function timed(times: number, run: (i: number) => unknown): Figure {
  const watch = new Stopwatch()
  for (let i = 0; i < times + WARM_UPS; i++) watch.time(() => run(i))
  return watch.figure()
}

function elapsed(run: () => unknown): number {
  const from = performance.now()
  run()
  return performance.now() - from
}

let sink = 0

/** No memory, no garbage, no calls: what varies here is the machine. */
function arithmetic(rounds: number): void {
  let value = sink
  for (let i = 0; i < rounds; i++) value = (Math.imul(value, 1_103_515_245) + 12_345) | 0
  sink = value
}

let perMs: number | undefined

function roundsPerMs(): number {
  const rounds = 1_000_000
  perMs ??= rounds / Math.min(...Array.from({ length: 20 }, () => elapsed(() => arithmetic(rounds))))
  return perMs
}
