import { decodeFrame, encodeFrame } from '../../../../src/shared/rpc/frame.ts'
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

test('what becomes undefined crosses the socket too, and what comes after it still fits', () => {
  const held = { phase: 'act', step: 3, left: ['a'], verdict: undefined }
  const judged = { phase: 'result', step: undefined, left: ['a'], verdict: { answer: 'all', figures: [1] } }
  const ended = { phase: 'ended', step: undefined, left: [], verdict: { answer: 'all', figures: [1] } }
  let shown: unknown = decodeFrame(encodeFrame(held))
  let sent: unknown = held
  for (const next of [judged, ended, held]) {
    const delta = diff(sent, next)
    if (delta === undefined) throw new Error('it changed')
    shown = applyDelta(shown, decodeFrame(encodeFrame(delta)) as typeof delta)
    expect(shown).toEqual(next)
    sent = next
  }
  expect(diff({ a: undefined }, {})).toBeUndefined()
  expect(diff({}, { a: undefined })).toBeUndefined()
})
