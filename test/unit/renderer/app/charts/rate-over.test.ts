import { describe, expect, test } from 'vitest'
import { rateOver } from '../../../../../src/renderer/app/charts/rate-over.ts'

const over = (t: readonly number[], v: readonly number[], overMs: number) => {
  const one = Float64Array.from(v)
  return [...(rateOver({ t: Float64Array.from(t), v: [one], min: [one], max: [one] }, overMs).v[0] ?? [])]
}
const every2s = (count: number) => Array.from({ length: count }, (_, i) => i * 2000)

describe('rates over a stretch', () => {
  test('are even where a counter that rises evenly is refreshed only now and then', () => {
    // 100 a second, refreshed every 6 s, asked every 2 s
    const jumps = every2s(12).map((_, i) => (i % 3 === 0 ? 300 : 0))
    expect(over(every2s(12), jumps, 6000).slice(3)).toEqual(new Array(9).fill(100))
  })

  test('weigh samples by how long they stand for', () => {
    expect(over([0, 1000, 4000], [NaN, 10, 2], 4000)[2]).toBe((10 * 1000 + 2 * 3000) / 4000)
  })

  test('are not reckoned across a gap, and what was not seen stays so', () => {
    expect(over(every2s(5), [NaN, 8, NaN, 4, 4], 60_000)).toEqual([NaN, 8, NaN, 4, 4])
  })

  test('leave samples alone that are further apart than the stretch', () => {
    expect(over([0, 60_000, 120_000], [NaN, 5, 7], 15_000)).toEqual([NaN, 5, 7])
  })

  test('are never below nothing', () => {
    const noisy = every2s(200).map((_, i) => (i < 100 ? 0.1 * i : 0))
    expect(Math.min(...over(every2s(200), noisy, 10_000))).toBe(0)
  })
})
