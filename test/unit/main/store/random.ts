/** A seeded stream of numbers in [0, 1): the same in every run, so that a failure can be looked into. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
}

export type Random = () => number

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

export const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!

/** Numbers that have broken encoders before. */
export const oddNumbers: readonly number[] = [
  NaN,
  -0,
  0,
  Infinity,
  -Infinity,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  Number.MAX_VALUE,
  Number.MAX_SAFE_INTEGER,
  -Number.MAX_SAFE_INTEGER,
  2 ** 50,
  -(2 ** 50),
  2 ** 50 - 1,
  2 ** 53,
  0.1,
  0.1 + 0.2,
  1 / 3,
  1e-7,
  123456.789012,
  1e21,
]

/** A column of one of the kinds that clusters have. */
export function randomColumn(random: Random, ticks: number): Float64Array {
  const make = pick(random, kinds)
  const column = make(random, ticks)
  // once in a while something odd, or a stretch that wasn't observed
  if (random() < 0.2) column[below(random, ticks)] = pick(random, oddNumbers)
  if (random() < 0.2) column.fill(NaN, below(random, ticks), below(random, ticks + 1))
  return column
}

const kinds: readonly ((random: Random, ticks: number) => Float64Array)[] = [
  (random, ticks) => new Float64Array(ticks).fill(below(random, 1e6)),
  (_, ticks) => new Float64Array(ticks).fill(NaN),
  (random, ticks) => walk(random, ticks, () => below(random, 1_000)),
  (random, ticks) => walk(random, ticks, () => (random() < 0.1 ? below(random, 50) : 0)),
  (random, ticks) => walk(random, ticks, () => below(random, 21) - 10),
  (random, ticks) => walk(random, ticks, () => 4096),
  (random, ticks) => Float64Array.from({ length: ticks }, () => Math.round(random() * 1e4) / 100),
  (random, ticks) => Float64Array.from({ length: ticks }, () => random() * 1e6),
  (random, ticks) => Float64Array.from({ length: ticks }, () => pick(random, oddNumbers)),
  (random, ticks) => Float64Array.from({ length: ticks }, () => (random() - 0.5) * 2 ** 52),
]

function walk(random: Random, ticks: number, step: () => number): Float64Array {
  let value = below(random, 2 ** 40)
  return Float64Array.from({ length: ticks }, () => (value += step()))
}
