import { expect, test } from 'vitest'
import { zipf } from '../../../lab/traffic/zipf.ts'

/** How often each rank is drawn when the unit interval is walked evenly. */
function drawn(count: number, skew: number, draws: number): number[] {
  let turn = 0
  const draw = zipf(count, skew, () => (turn++ + 0.5) / draws)
  const times = new Array<number>(count).fill(0)
  for (let i = 0; i < draws; i++) {
    const rank = draw()
    times[rank] = (times[rank] ?? 0) + 1
  }
  return times
}

test('without skew all ranks are equally frequent', () => {
  expect(drawn(8, 0, 8_000)).toEqual(new Array(8).fill(1_000))
})

test('rank r is drawn in proportion to 1 / (r + 1)^skew', () => {
  const times = drawn(4, 1, 25_000)
  // 1 : 1/2 : 1/3 : 1/4 of 25/12
  expect(times).toEqual([12_000, 6_000, 4_000, 3_000])
})

test('the ends of the interval fall on the first and the last rank', () => {
  expect(zipf(5, 1.3, () => 0)()).toBe(0)
  expect(zipf(5, 1.3, () => 1 - Number.EPSILON)()).toBe(4)
})
