import { describe, expect, test } from 'vitest'
import { FrameReader } from '../../../../../src/main/systems/zookeeper/wire/frames.ts'
import { JuteReader, JuteWriter } from '../../../../../src/main/systems/zookeeper/wire/jute.ts'
import { PathList } from '../../../../../src/main/systems/zookeeper/wire/path-list.ts'
import { multiReadRequest, nextItem } from '../../../../../src/main/systems/zookeeper/wire/requests.ts'
import { readStat, statFields } from '../../../../../src/main/systems/zookeeper/tree/stat.ts'

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
  const paths = PathList.of('znode', ['/left/out', '/a', '/ä', '/left/out'])
  const packet = multiReadRequest(4, paths, 1, 3).request(1, 22)
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
  const reader = new JuteReader(answer, 12)
  const names: string[] = []
  expect(nextItem(reader)).toBe(0)
  reader.strings((name) => names.push(name))
  expect(nextItem(reader)).toBe(-101)
  expect(nextItem(reader)).toBe(0)
  reader.strings((name) => names.push(name))
  expect(nextItem(reader)).toBeUndefined()
  expect(names).toEqual(['child'])
})

describe('a list of paths', () => {
  const letters = ['a', 'b', '0', '-', 'ü', '日', '😀']

  test.each([1, 2, 3, 4])('gives back as text what was listed as bytes (%i)', (seed) => {
    const next = random(seed)
    // whole stretches without a letter above ASCII, and some with
    const alphabet = seed % 2 === 0 ? letters.slice(0, 4) : letters
    const nameOf = () => Array.from({ length: 1 + next(9) }, () => alphabet[next(alphabet.length)]).join('')
    const parents = PathList.of('znode', ['/', '/parent', '/日本'])
    const children = new PathList('znode')
    const texts: string[] = []
    for (let i = 0; i < 2000; i++) {
      const parent = next(parents.length)
      const name = nameOf()
      const packet = Buffer.from(`before${name}behind`)
      children.addChild(parents, parent, packet, 6, packet.length - 6)
      texts.push(`${parents.text(parent)}${parent === 0 ? '' : '/'}${name}`)
    }
    expect(Array.from(texts, (_, i) => children.text(i))).toEqual(texts)
    for (const i of [1999, 3, 700, 0]) {
      expect(children.path(i)).toBe(texts[i]?.slice('znode'.length))
      expect(children.bytes.toString('utf8', children.from(i), children.to(i))).toBe(children.path(i))
    }
  })

  test('copied from one to another they stay the same', () => {
    const list = PathList.of('znode', ['/a', '/bü', '/c'])
    const some = new PathList('znode', 1)
    for (const i of [1, 2]) some.addFrom(list, i)
    expect([some.length, some.text(0), some.path(1)]).toEqual([2, 'znode/bü', '/c'])
  })

  test('cut, it forgets the rest', () => {
    const list = PathList.of('znode', ['/a', '/b', '/c'])
    expect(list.text(2)).toBe('znode/c')
    list.cut(5)
    expect(list.length).toBe(3)
    list.cut(1)
    list.add('/d')
    expect([list.length, list.text(0), list.text(1)]).toEqual([2, 'znode/a', 'znode/d'])
    list.cut(0)
    list.add('/e')
    expect([list.length, list.text(0)]).toEqual([1, 'znode/e'])
  })
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
      expect(statFields(readStat(new JuteReader(bytes)).text)).toMatchObject({
        czxid: hex(czxid),
        mzxid: hex(mzxid),
        pzxid: hex(pzxid),
        ephemeralOwner: owner === 0n ? null : hex(owner),
        ctime: Number(ctime),
        mtime: Number(mtime),
      })
    }
  })

  test('is read where it stands, and left behind', () => {
    const stat = bytesOf([1n, 2n, 1000n, 2000n], [3, 4, 5], 0n, [6, 7], 8n)
    const reader = new JuteReader(Buffer.concat([Buffer.alloc(5, 0xee), stat, Buffer.alloc(9, 0xee)]), 5)
    const { text, kind, hasChildren } = readStat(reader)
    expect([reader.at, kind, hasChildren]).toEqual([5 + 68, 'persistent', true])
    expect(statFields(text)).toEqual({
      czxid: '0x1',
      mzxid: '0x2',
      pzxid: '0x8',
      ctime: 1000,
      mtime: 2000,
      version: 3,
      cversion: 4,
      aversion: 5,
      ephemeralOwner: null,
      dataLength: 6,
      numChildren: 7,
    })
  })

  test('that ends too early is no stat', () => {
    const stat = bytesOf([1n, 2n, 1000n, 2000n], [3, 4, 5], 0n, [6, 7], 8n)
    expect(() => readStat(new JuteReader(stat.subarray(0, 40)))).toThrow(RangeError)
    expect(() => readStat(new JuteReader(stat.subarray(0, 67)))).toThrow(RangeError)
  })

  test('tells kinds by the owner’s field', () => {
    const kindOf = (owner: bigint) =>
      readStat(new JuteReader(bytesOf([0n, 0n, 0n, 0n], [0, 0, 0], owner, [0, 0], 0n))).kind
    expect(kindOf(0n)).toBe('persistent')
    expect(kindOf(0x2000014c6410000n)).toBe('ephemeral')
    expect(kindOf(0x8000000000000000n)).toBe('container')
    expect(kindOf(0xff00000000003a98n)).toBe('ttl')
  })
})
