import { describe, expect, it } from 'vitest'
import { findGaps, lastAtOrBefore, usualStep } from '../../../../src/main/store/read/instants.ts'

const every = (step: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => from + i * step)

describe('gaps', () => {
  it('are steps of more than three usual ones', () => {
    const instants = Float64Array.from([...every(10, 5), ...every(10, 5, 75), ...every(10, 5, 140)])
    expect(findGaps(instants)).toEqual([{ from: 40, to: 75 }])
  })

  it('are told from a slower beat', () => {
    expect(findGaps(Float64Array.from([...every(10, 20), ...every(60, 20, 250)]))).toEqual([])
    expect(findGaps(Float64Array.from([...every(60, 20), ...every(10, 20, 1_150)]))).toEqual([])
  })

  it('are seen on both sides of a lonely sample', () => {
    const instants = Float64Array.from([...every(10, 8), 1_000, ...every(10, 8, 2_000)])
    expect(findGaps(instants)).toEqual([
      { from: 70, to: 1_000 },
      { from: 1_000, to: 2_000 },
    ])
  })

  it('need enough samples to tell what is usual', () => {
    expect(findGaps(Float64Array.of(0, 1_000_000))).toEqual([])
    expect(usualStep(Float64Array.of(0, 10), 1)).toBeUndefined()
  })
})

it('the last instant at or before another is found', () => {
  const instants = Float64Array.of(10, 20, 30)
  expect([5, 10, 15, 30, 99].map((at) => lastAtOrBefore(instants, at))).toEqual([-1, 0, 0, 2, 2])
})
