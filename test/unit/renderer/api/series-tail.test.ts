import { expect, test } from 'vitest'
import { appendTail, firstAfter } from '../../../../src/renderer/api/series-tail.ts'

const f = (...values: readonly number[]) => Float64Array.from(values)
const data = (t: Float64Array, v: Float64Array) => ({ t, v: [v], min: [v], max: [v] })

test('only what is newer is put behind, and what left the range is dropped but for one point', () => {
  const old = data(f(10, 20, 30, 40), f(1, 2, 3, 4))
  const tail = data(f(40, 50, 60), f(4, 5, NaN))
  const joined = appendTail(old, tail, 25)
  expect(joined.t).toEqual(f(20, 30, 40, 50, 60))
  expect(joined.v[0]).toEqual(f(2, 3, 4, 5, NaN))
  expect(joined.max[0]).toEqual(joined.v[0])
})

test('nothing new is the very same object, so nothing is drawn', () => {
  const old = data(f(10, 20), f(1, 2))
  expect(appendTail(old, data(f(20), f(2)), 5)).toBe(old)
})

test('the first instant after', () => {
  expect([5, 10, 15, 40, 41].map((at) => firstAfter(f(10, 20, 40), at))).toEqual([0, 1, 1, 3, 3])
})
