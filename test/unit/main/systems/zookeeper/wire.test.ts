import { describe, expect, test } from 'vitest'
import { FrameReader } from '../../../../../src/main/systems/zookeeper/wire/frames.ts'
import { JuteReader, JuteWriter } from '../../../../../src/main/systems/zookeeper/wire/jute.ts'
import { multiReadRequest, readMulti } from '../../../../../src/main/systems/zookeeper/wire/requests.ts'
import { kindOf, readStat } from '../../../../../src/main/systems/zookeeper/tree/stat.ts'

/** A small generator with a seed: the same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const frameOf = (body: Buffer) => {
  const frame = Buffer.alloc(4 + body.length)
  frame.writeInt32BE(body.length)
  body.copy(frame, 4)
  return frame
}

describe('packets', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('come whole however the stream is cut (%i)', (seed) => {
    const next = random(seed)
    const bodies = Array.from({ length: 60 }, () =>
      Buffer.from(Array.from({ length: next(300) }, () => next(256))),
    )
    const stream = Buffer.concat(bodies.map(frameOf))
    const seen: string[] = []
    const reader = new FrameReader((frame) => seen.push(frame.toString('hex')))
    // one buffer for all chunks, as the socket has it
    const buffer = Buffer.alloc(200)
    for (let at = 0; at < stream.length;) {
      const length = Math.min(1 + next(200), stream.length - at)
      stream.copy(buffer, 0, at, at + length)
      reader.push(buffer.subarray(0, length))
      buffer.fill(0xee)
      at += length
    }
    expect(seen).toEqual(bodies.map((body) => body.toString('hex')))
  })

  test('of impossible length are another protocol', () => {
    const reader = new FrameReader(() => undefined)
    expect(() => reader.push(Buffer.from('HTTP/1.1 400 Bad Request'))).toThrow(/not ZooKeeper’s protocol/)
  })
})

test('what is written can be read', () => {
  const packet = new JuteWriter(1)
    .int(-5)
    .long(-(2n ** 62n))
    .bool(true)
    .string('/ümlaut/日本/😀')
    .bytes(Buffer.from([0, 1, 255]))
    .string('')
    .request(7, 4)
  const reader = new JuteReader(packet, 4)
  expect(packet.readInt32BE(0)).toBe(packet.length - 4)
  expect([reader.int(), reader.int()]).toEqual([7, 4])
  expect([reader.int(), reader.long(), reader.bool(), reader.string()]).toEqual([
    -5,
    -(2n ** 62n),
    true,
    '/ümlaut/日本/😀',
  ])
  expect([...reader.bytes()]).toEqual([0, 1, 255])
  expect(reader.string()).toBe('')
  expect(reader.at).toBe(packet.length)
})

test('a batch of reads names each path, and ends', () => {
  const packet = multiReadRequest(4, ['/a', '/ä']).request(1, 22)
  const reader = new JuteReader(packet, 12)
  for (const path of ['/a', '/ä'])
    expect([reader.int(), reader.bool(), reader.int(), reader.string(), reader.bool()]).toEqual([
      4,
      false,
      -1,
      path,
      false,
    ])
  expect([reader.int(), reader.bool(), reader.int()]).toEqual([-1, true, -1])
  expect(reader.at).toBe(packet.length)
})

test('one path that fails doesn’t fail its batch', () => {
  const answer = new JuteWriter()
    .int(8)
    .bool(false)
    .int(0)
    .int(1)
    .string('child')
    .int(-1)
    .bool(false)
    .int(-101)
    .int(-101)
    .int(8)
    .bool(false)
    .int(0)
    .int(0)
    .int(-1)
    .bool(true)
    .int(-1)
    .request(0, 0)
  const seen: unknown[] = []
  const found = (i: number, reader: JuteReader) => {
    const names: string[] = []
    reader.strings((name) => names.push(name))
    seen.push([i, names])
  }
  readMulti(new JuteReader(answer, 12), found, (i, fault) => seen.push([i, fault]))
  expect(seen).toEqual([
    [0, ['child']],
    [1, -101],
    [2, []],
  ])
})

describe('stat', () => {
  const bytesOf = (
    longs: readonly bigint[],
    ints: readonly number[],
    owner: bigint,
    tail: readonly number[],
    pzxid: bigint,
  ) => {
    const buffer = Buffer.alloc(68)
    longs.forEach((long, i) => buffer.writeBigInt64BE(BigInt.asIntN(64, long), 8 * i))
    ints.forEach((int, i) => buffer.writeInt32BE(int, 32 + 4 * i))
    buffer.writeBigInt64BE(BigInt.asIntN(64, owner), 44)
    tail.forEach((int, i) => buffer.writeInt32BE(int, 52 + 4 * i))
    buffer.writeBigInt64BE(BigInt.asIntN(64, pzxid), 60)
    return buffer
  }

  test.each([11, 12, 13])('has the digits that the numbers have (%i)', (seed) => {
    const next = random(seed)
    const zxid = () =>
      (BigInt(next(3) === 0 ? 0 : next(2 ** 31)) << 32n) |
      BigInt(next(2) === 0 ? next(70_000) : next(2 ** 32))
    for (let i = 0; i < 500; i++) {
      const [czxid, mzxid, pzxid] = [zxid(), zxid(), zxid()]
      const [ctime, mtime] = [BigInt(next(2 ** 42)), BigInt(next(2 ** 42))]
      const owner = next(2) === 0 ? 0n : zxid() + 1n
      const bytes = bytesOf(
        [czxid, mzxid, ctime, mtime],
        [next(9), next(9), next(9)],
        owner,
        [next(999), next(99)],
        pzxid,
      )
      const hex = (long: bigint) => `0x${long.toString(16)}`
      const [c, m, p, created, changed, , , , session] = readStat(bytes, 0)
      expect([c, m, p, session]).toEqual([
        hex(czxid),
        hex(mzxid),
        hex(pzxid),
        owner === 0n ? null : hex(owner),
      ])
      expect([created, changed]).toEqual([Number(ctime), Number(mtime)])
    }
  })

  test('equal zxids don’t make equal times', () => {
    const bytes = bytesOf([5n, 5n, 1000n, 2000n], [0, 0, 0], 0n, [0, 0], 5n)
    expect(readStat(bytes, 0).slice(3, 5)).toEqual([1000, 2000])
  })

  test('tells kinds by the owner’s field', () => {
    expect(kindOf(null)).toBe('persistent')
    expect(kindOf('0x2000014c6410000')).toBe('ephemeral')
    expect(kindOf('0x8000000000000000')).toBe('container')
    expect(kindOf('0xff00000000003a98')).toBe('ttl')
  })
})
