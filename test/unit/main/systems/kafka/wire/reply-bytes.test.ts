import { expect, test } from 'vitest'
import { ReplyBytes } from '../../../../../../src/main/systems/kafka/wire/reply-bytes.ts'

/** Three replies of 4, 9 and 70 000 bytes, as they come over the wire. */
const lengths = [4, 9, 70_000]
const stream = Buffer.concat(
  lengths.map((length, i) => {
    const bytes = Buffer.alloc(4 + length, i + 1)
    bytes.writeInt32BE(length)
    return bytes
  }),
)

test.each([1, 3, 4, 7, 64 * 1024, stream.length])('chunks of %i bytes give the same replies', (size) => {
  const replies = new ReplyBytes()
  const whole: Buffer[] = []
  // what a socket is read into is written over by the next read
  const chunk = Buffer.alloc(size)
  for (let at = 0; at < stream.length; at += size) {
    let rest: Uint8Array = chunk.subarray(0, stream.copy(chunk, 0, at, at + size))
    while (rest.length > 0) {
      rest = rest.subarray(replies.put(rest))
      const reply = replies.take()
      if (reply !== undefined) whole.push(reply)
    }
  }
  expect(whole.map(({ length }) => length)).toEqual(lengths)
  whole.forEach((reply, i) => expect(reply.every((byte) => byte === i + 1)).toBe(true))
})

test.each([
  ['too short to hold a correlation id', [0, 0, 0, 3]],
  ['negative', [255, 255, 255, 255]],
  ['text', [...Buffer.from('HTTP')]],
])('a length that is %s is no length', (_, bytes) => {
  const replies = new ReplyBytes()
  const came = Buffer.from([...bytes, 47, 49])
  const taken = replies.put(came)
  expect(replies.isImpossible).toBe(true)
  expect(replies.seen(came.subarray(taken))).toEqual(came)
  expect(replies.take()).toBeUndefined()
})
