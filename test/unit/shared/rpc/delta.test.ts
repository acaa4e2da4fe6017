import { expect, test } from 'vitest'
import { applyDelta, diff } from '../../../../src/shared/rpc/delta.ts'

const values: readonly unknown[] = [
  undefined,
  null,
  0,
  'a',
  [],
  {},
  [1, 2],
  [1, 3],
  { a: 1 },
  { a: null },
  { a: { b: [1], c: Float64Array.of(Number.NaN) }, d: 1 },
  { a: { b: [1], c: Float64Array.of(Number.NaN) }, e: 1 },
  { a: { b: [2], c: Float64Array.of(1) } },
  { a: { b: { x: 1 }, c: Int32Array.of(1) } },
  { a: [{ rows: Float64Array.of(1) }] },
  { a: [{ rows: Float64Array.of(2) }] },
  JSON.parse('{"__proto__": 1, "constructor": {"x": 1}}'),
  JSON.parse('{"__proto__": 2, "constructor": {"x": 2}}'),
]

test('from any value to any other, over the wire as JSON or as clone', () => {
  for (const before of values)
    for (const after of values) {
      const delta = diff(before, after)
      if (delta === undefined) expect(before).toEqual(after)
      else expect(applyDelta(structuredClone(before), structuredClone(delta))).toEqual(after)
    }
})

test('nothing is sent for what is equal', () => {
  for (const value of values) expect(diff(value, structuredClone(value))).toBeUndefined()
})

test('what did not change is left out, and kept by identity', () => {
  const before = { names: ['a', 'b'], rows: { lag: Float64Array.of(1), size: Float64Array.of(2) } }
  const after = { names: ['a', 'b'], rows: { lag: Float64Array.of(3), size: Float64Array.of(2) } }
  const delta = diff(before, after)
  expect(delta).toEqual({ in: { rows: { in: { lag: { set: Float64Array.of(3) } } } } })
  const result = applyDelta(before, delta ?? expect.fail()) as typeof before
  expect(result.names).toBe(before.names)
  expect(result.rows.size).toBe(before.rows.size)
})
