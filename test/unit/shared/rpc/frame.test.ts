import { describe, expect, test } from 'vitest'
import { decodeFrame, encodeFrame } from '../../../../src/shared/rpc/frame.ts'

const roundTrip = (value: unknown) => decodeFrame(encodeFrame(value))

describe('the frame', () => {
  test.each([
    ['nothing', null],
    ['a string of several bytes a character', 'Größe → 日本'],
    ['a typed array alone', Float64Array.of(1, Number.NaN, -0)],
    ['what was not observed', { lag: Number.NaN, drainedIn: Infinity, list: [1, -Infinity, null], of: null }],
    ['an empty typed array', new Float64Array(0)],
    ['keys that look like ours', { body: { arrays: [[]] }, $: 1, arrays: Int32Array.of(5) }],
    ['a place next to nulls', [null, Uint8Array.of(1, 2, 3), null, { a: null, b: Int16Array.of(-1) }]],
    [
      'every type, at lengths that need padding',
      {
        a: Uint8Array.of(1),
        b: Float64Array.of(2),
        c: Int8Array.of(-3),
        d: Uint16Array.of(4, 5),
        e: Int32Array.of(-6),
        f: Uint32Array.of(7),
        g: Float32Array.of(8.5),
        h: BigInt64Array.of(-(2n ** 62n)),
        i: BigUint64Array.of(2n ** 63n),
        j: Int16Array.of(-9),
      },
    ],
  ])('%s comes out as it went in', (_what, value) => {
    expect(roundTrip(value)).toEqual(value)
  })

  test('a part of a larger buffer travels alone', () => {
    const part = new Float64Array(Float64Array.of(0, 1, 2, 3).buffer, 8, 2)
    expect(encodeFrame(part).length).toBeLessThan(100)
    expect(roundTrip(part)).toEqual(Float64Array.of(1, 2))
  })

  test('a frame at an odd address is read too', () => {
    const frame = encodeFrame({ v: Float64Array.of(1, 2) })
    const shifted = new Uint8Array(frame.length + 3)
    shifted.set(frame, 3)
    expect(decodeFrame(shifted.subarray(3))).toEqual({ v: Float64Array.of(1, 2) })
  })

  test('what was read does not copy the frame', () => {
    const frame = encodeFrame({ v: Float64Array.of(1) })
    expect((decodeFrame(frame) as { v: Float64Array }).v.buffer).toBe(frame.buffer)
  })

  test('the sender keeps its own object untouched', () => {
    const value = { list: [{ v: Float64Array.of(1) }] }
    encodeFrame(value)
    expect(value.list[0]?.v).toEqual(Float64Array.of(1))
  })

  test('every truncation and every foreign message is refused', () => {
    const frame = encodeFrame({ v: Float64Array.of(1, 2), name: 'x' })
    for (let length = 0; length < frame.length; length++)
      expect(() => decodeFrame(frame.subarray(0, length)), `${length} bytes`).toThrow('not a frame')
    expect(() => decodeFrame(new TextEncoder().encode('GET / HTTP/1.1'))).toThrow('not a frame')
  })

  test.each([
    ['a path through a prototype', { body: {}, arrays: [[['__proto__'], 'f64', 0, 1]] }],
    ['a path through nothing', { body: { a: null }, arrays: [[['a', 'b'], 'f64', 0, 1]] }],
    ['a place that is taken', { body: { a: 1 }, arrays: [[['a'], 'f64', 0, 1]] }],
    ['an unknown number', { body: { a: null }, arrays: [], numbers: [[['a'], 'constructor']] }],
    ['an unknown type', { body: { a: null }, arrays: [[['a'], 'constructor', 0, 1]] }],
    ['an array beyond the end', { body: { a: null }, arrays: [[['a'], 'f64', 8, 2]] }],
    ['an array before the start', { body: { a: null }, arrays: [[['a'], 'f64', -1024, 1]] }],
    ['a length that is no number', { body: { a: null }, arrays: [[['a'], 'f64', 0, '9e9']] }],
    ['arrays that are no list', { body: 1, arrays: 7 }],
  ])('%s is refused', (_what, header) => {
    const json = new TextEncoder().encode(JSON.stringify(header))
    const frame = new Uint8Array(((4 + json.length + 7) & ~7) + 16)
    new DataView(frame.buffer).setUint32(0, json.length, true)
    frame.set(json, 4)
    expect(() => decodeFrame(frame)).toThrow('not a frame')
  })

  test('a cycle, a function and a big integer are refused when sent', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    for (const value of [cycle, { run: () => 1 }, { n: 1n }, { a: [Symbol('s')] }])
      expect(() => encodeFrame(value)).toThrow(/cycle|cannot be sent/)
  })
})
