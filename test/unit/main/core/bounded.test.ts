import { expect, test } from 'vitest'
import { bounded } from '../../../../src/main/core/history/bounded.ts'

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: [nested(depth - 1)] })

test('what can be borne is handed on as it is', () => {
  const shared = { words: ['x'.repeat(1_000)] }
  const data = { numbers: new Float64Array(9), names: new Map([['orders', 'topic']]), many: [shared, shared] }
  expect(bounded(data)).toBe(data)
  expect(bounded(nested(10))).toEqual(nested(10))
})

test.each([
  ['deep', () => nested(40)],
  ['endlessly deep', () => nested(3_000)],
  ['large texts', () => Array.from({ length: 150 }, () => 'x'.repeat(1_000_000))],
  ['large columns', () => new Float64Array(2 ** 26)],
  ['many names', () => new Map(Array.from({ length: 140 }, (_, i) => [`${i}${'x'.repeat(1_000_000)}`, 1]))],
])('%s: it is said what to do', (_, data) => {
  expect(() => bounded(data())).toThrow(
    expect.objectContaining({ code: 'storage', fix: expect.stringContaining('close it') }),
  )
})
