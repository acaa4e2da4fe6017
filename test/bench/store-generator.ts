/**
 * Numbers as clusters have them, seeded: counters that are idle, bursty or busy, integer and decimal gauges, constants,
 * noise of three decimals and of a full mantissa. About a third of the samples differ from the one before.
 */
export interface Cluster {
  readonly series: number
  /** Moves on by one tick; the same array every time. */
  next(): Float64Array
}

type Step = () => number

export function cluster(series: number, seed: number): Cluster {
  const random = mulberry(seed)
  const steps = Array.from({ length: series }, () => stepOf(random))
  const values = new Float64Array(series)
  return {
    series,
    next() {
      for (let i = 0; i < series; i++) values[i] = steps[i]!()
      return values
    },
  }
}

function stepOf(random: Step): Step {
  const kind = random()
  if (kind < 0.45) return counter(random)
  if (kind < 0.6) return integerGauge(random)
  if (kind < 0.7) return decimalGauge(random)
  if (kind < 0.9) return constant(random)
  return noise(random, kind < 0.95)
}

function counter(random: Step): Step {
  const kind = random()
  const start = Math.floor(Math.exp(random() * 20))
  if (kind < 0.4) return () => start
  return kind < 0.75 ? bursty(random, start) : busy(random, start)
}

function bursty(random: Step, start: number): Step {
  const size = Math.exp(random() * 4)
  let value = start
  let isOn = random() < 0.3
  return () => {
    if (isOn) {
      if (random() < 0.15) isOn = false
      else value += Math.max(0, Math.round(size * (1 + gauss(random) * 0.5)))
    } else if (random() < 0.03) isOn = true
    else if (random() < 0.02) value += 1
    return value
  }
}

function busy(random: Step, start: number): Step {
  const size = Math.exp(4 + random() * 6)
  let value = start
  return () => (value += Math.max(0, Math.round(size * (1 + 0.15 * gauss(random)))))
}

function integerGauge(random: Step): Step {
  const unit = random() < 0.3 ? 4096 : 1
  const often = 0.05 + random() * 0.5
  let value = Math.floor(Math.exp(random() * (unit > 1 ? 12 : 9))) * unit
  return () => {
    if (random() >= often) return value
    const size = Math.max(1, Math.sqrt(Math.abs(value / unit)) * 0.2)
    return (value = Math.max(0, value + Math.round(gauss(random) * size) * unit))
  }
}

function decimalGauge(random: Step): Step {
  const size = Math.exp(random() * 4 - 3)
  const often = 0.2 + random() * 0.8
  let value = Math.round(random() * 10_000) / 100
  return () => {
    if (random() < often)
      value = Math.round(Math.max(0, Math.min(100, value + gauss(random) * size)) * 100) / 100
    return value
  }
}

function constant(random: Step): Step {
  const value = random() < 0.9 ? Math.floor(Math.exp(random() * 12)) : Math.round(random() * 1000) / 1000
  return () => value
}

function noise(random: Step, isDecimal: boolean): Step {
  const size = Math.exp(random() * 8 - 2)
  const spread = 0.02 + random() * 0.3
  let value = size
  return () => {
    const drawn = size * Math.exp(gauss(random) * spread)
    return (value = isDecimal ? Math.round(drawn * 1000) / 1000 : 0.92 * value + 0.08 * drawn)
  }
}

function gauss(random: Step): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export function mulberry(seed: number): Step {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
