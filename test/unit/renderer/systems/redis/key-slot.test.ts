import { expect, test } from 'vitest'
import { slotOrKey } from '../../../../../src/renderer/systems/redis/slots/key-slot.ts'

test('nothing is asked while nothing is typed', () => {
  expect(slotOrKey('')).toBeUndefined()
})

test('a number of a slot is that slot', () => {
  expect(slotOrKey('5461')).toEqual({ slot: 5461, key: undefined, part: undefined })
})

test('a number too great to be one, or said to be a key, is hashed', () => {
  expect(slotOrKey('16384')?.key).toBe('16384')
  // the specification's own check value: CRC16 of it is 0x31C3
  expect(slotOrKey('=123456789')).toMatchObject({ slot: 0x31c3 % 16_384, key: '123456789' })
  expect(slotOrKey('=')?.key).toBe('=')
})

test('of a key with a tag it says what is hashed', () => {
  const tagged = slotOrKey('cart:{42}:items')
  expect(tagged?.part).toEqual({ text: '42', at: 6, isTag: true })
  expect(tagged?.slot).toBe(slotOrKey('=42')?.slot)
})
