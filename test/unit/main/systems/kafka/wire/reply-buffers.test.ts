import { expect, test } from 'vitest'
import { bufferFor, giveBack } from '../../../../../../src/main/systems/kafka/wire/reply-buffers.ts'

test('what was given back is lent again, whatever part of it came back', () => {
  const first = bufferFor(300_000)
  giveBack(first.subarray(7))
  const second = bufferFor(310_000)
  expect(second.buffer).toBe(first.buffer)
  expect(second.length).toBe(310_000)
})

test('what is lent is lent to one: given back twice, it goes out once', () => {
  const reply = bufferFor(400_000)
  giveBack(reply)
  giveBack(reply)
  expect(bufferFor(400_000).buffer).toBe(reply.buffer)
  expect(bufferFor(400_000).buffer).not.toBe(reply.buffer)
})

test('a stranger’s bytes, and short replies, are never lent', () => {
  const stranger = Buffer.alloc(500_000)
  const short = bufferFor(600)
  giveBack(stranger)
  giveBack(short)
  expect(bufferFor(500_000).buffer).not.toBe(stranger.buffer)
  expect(bufferFor(600).byteOffset === short.byteOffset && bufferFor(600).buffer === short.buffer).toBe(false)
})

test('what lies idle is bounded', () => {
  const replies = Array.from({ length: 40 }, () => bufferFor(1024 * 1024))
  for (const reply of replies) giveBack(reply)
  const known = new Set(replies.map(({ buffer }) => buffer))
  const again = replies.map(() => bufferFor(1024 * 1024))
  expect(again.filter(({ buffer }) => known.has(buffer)).length).toBeLessThanOrEqual(8)
})
