import { describe, expect, test } from 'vitest'
import { orderRows, rowForKey } from '../../../../../src/renderer/components/table/order.ts'

const lag = Float64Array.of(5, NaN, 900, 0, 5)

describe('rows', () => {
  test('stand as they come without a sort', () => {
    expect([...orderRows(3, undefined)]).toEqual([0, 1, 2])
  })
  test('equal ones keep their order, what was not observed comes last both ways', () => {
    const by = (row: number) => lag[row] ?? NaN
    expect([...orderRows(5, undefined, { by, descending: false })]).toEqual([3, 0, 4, 2, 1])
    expect([...orderRows(5, undefined, { by, descending: true })]).toEqual([2, 0, 4, 3, 1])
  })
  test('only those that match', () => {
    const names = ['b', 'a', '', 'c']
    const by = (row: number) => names[row] ?? ''
    expect([...orderRows(4, (row) => row !== 3, { by, descending: false })]).toEqual([1, 0, 2])
  })
  test('ten thousand are sorted well within a frame', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, k) => (k * 7919) % 10_007)
    const started = performance.now()
    const order = orderRows(10_000, undefined, { by: (row) => values[row] ?? 0, descending: true })
    expect(performance.now() - started).toBeLessThan(100)
    for (let k = 1; k < order.length; k++)
      expect(values[order[k - 1] ?? 0] ?? 0).toBeGreaterThanOrEqual(values[order[k] ?? 0] ?? 0)
  })
})

test('keys walk and stop at both ends', () => {
  expect(rowForKey('ArrowDown', -1, 10, 5)).toBe(0)
  expect(rowForKey('PageDown', 8, 10, 5)).toBe(9)
  expect(rowForKey('PageUp', 3, 10, 5)).toBe(0)
  expect(rowForKey('End', 0, 10, 5)).toBe(9)
  expect(rowForKey('x', 0, 10, 5)).toBeUndefined()
  expect(rowForKey('ArrowDown', 0, 0, 5)).toBeUndefined()
})
