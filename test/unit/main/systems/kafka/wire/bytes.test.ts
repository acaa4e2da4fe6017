import { expect, test } from 'vitest'
import { Reader, Writer } from '../../../../../../src/main/systems/kafka/wire/bytes.ts'

const written = (write: (writer: Writer) => void): Reader => {
  const writer = new Writer(1)
  write(writer)
  return new Reader(writer.done())
}

test.each([0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456, 4_294_967_295])(
  'an unsigned varint of %d comes back',
  (value) => expect(written((w) => w.uvarint(value)).uvarint()).toBe(value),
)

test.each([0, 1, -1, 255, -256, 32_767, -32_768])('int16 %d comes back', (value) => {
  expect(written((w) => w.int16(value)).int16()).toBe(value)
})

test.each([0, -1, 2_147_483_647, -2_147_483_648, 65_536])('int32 %d comes back', (value) => {
  expect(written((w) => w.int32(value)).int32()).toBe(value)
})

test.each([0, -1, -2, 4_294_967_295, 4_294_967_296, 9_007_199_254_740_991, -9_007_199_254_740_991])(
  'int64 %d comes back as a number',
  (value) => expect(written((w) => w.int64(BigInt(value))).int64()).toBe(value),
)

test.each(['', 'orders', 'Ω≈ç√', 'x'.repeat(20_000), null])('a compact string comes back', (value) => {
  expect(written((w) => w.compactString(value)).compactString()).toBe(value)
})

test('a null array reads as an empty one, and what follows is where it should be', () => {
  const reader = written((w) => w.compactArray(null, () => undefined).int32(7))
  expect(reader.compactArray((r) => r.int8())).toEqual([])
  expect(reader.int32()).toBe(7)
})

test('tagged fields are skipped by their sizes', () => {
  const reader = written((w) =>
    w.uvarint(2).uvarint(0).uvarint(3).raw(Buffer.from('abc')).uvarint(5).uvarint(1).int8(9).int32(42),
  )
  reader.skipTags()
  expect(reader.int32()).toBe(42)
})

test('bytes that end too early are an error, not a zero', () => {
  const whole = new Writer().int32(1).compactString('orders').done()
  for (let length = 0; length < whole.length; length++) {
    const reader = new Reader(whole.subarray(0, length))
    expect(() => [reader.int32(), reader.compactString()]).toThrow('The reply ends too early')
  }
})

test('an array that announces more elements than there are bytes is refused before anything is allocated', () => {
  const reader = written((w) => w.int32(2_000_000_000))
  expect(() => reader.array((r) => r.int32())).toThrow('2000000000 elements')
})
