import { expect, test } from 'vitest'
import { toJson } from '../../../../src/main/headless/json.ts'

test('typed arrays become plain ones, not observed becomes null, without end a text', () => {
  const value = {
    a: Float64Array.of(1.5, Number.NaN, Number.POSITIVE_INFINITY),
    b: [Int32Array.of(-1), new Uint8Array(0)],
    c: BigInt64Array.of(2n ** 62n),
    d: Number.NaN,
    e: { f: undefined, g: null },
  }
  expect(JSON.parse(toJson(value))).toEqual({
    a: [1.5, null, 'Infinity'],
    b: [[-1], []],
    c: ['4611686018427387904'],
    d: null,
    e: { g: null },
  })
})
