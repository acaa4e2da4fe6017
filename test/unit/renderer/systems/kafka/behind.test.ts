import { expect, test } from 'vitest'
import { behindEnd } from '../../../../../src/renderer/systems/kafka/topic/behind.ts'

const f = (...values: number[]) => Float64Array.from(values)

test('distances are measured from the highest end, whoever leads', () => {
  const v = [f(100, 200, 190), f(90, 150, 240), f(100, NaN, 230)]
  const behind = behindEnd({ t: f(0, 1, 2), v, min: v, max: v })
  expect(behind.v).toEqual([f(0, 0, 50), f(10, 50, 0), f(0, NaN, 10)])
})

test('where nothing was seen nothing is said', () => {
  const v = [f(NaN), f(NaN)]
  expect(behindEnd({ t: f(0), v, min: v, max: v }).v).toEqual([f(NaN), f(NaN)])
})
