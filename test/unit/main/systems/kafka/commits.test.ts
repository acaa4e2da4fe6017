import { expect, test } from 'vitest'
import { CommitTable } from '../../../../../src/main/systems/kafka/commits.ts'
import {
  type CommitVisitor,
  decodeOffsetFetch,
} from '../../../../../src/main/systems/kafka/ask/offset-fetch.ts'
import { Reader, Writer } from '../../../../../src/main/systems/kafka/wire/bytes.ts'

type Offsets = Readonly<Record<string, Readonly<Record<string, Readonly<Record<number, number>>>>>>

/** An OffsetFetch reply as a coordinator writes it. */
function reply(groups: Offsets, error = 0): Uint8Array {
  return new Writer()
    .int32(0)
    .compactArray(Object.entries(groups), ([group, topics], w) => {
      w.compactString(group).compactArray(Object.entries(topics), ([topic, partitions]) => {
        w.compactString(topic).compactArray(Object.entries(partitions), ([partition, offset]) => {
          w.int32(Number(partition)).int64(BigInt(offset)).int32(-1).compactString('').int16(0).noTags()
        })
        w.noTags()
      })
      w.int16(error).noTags()
    })
    .noTags()
    .done()
}

const everyone = () => true

const walking =
  (...replies: Uint8Array[]) =>
  (visitor: CommitVisitor) => {
    for (const body of replies) decodeOffsetFetch(new Reader(body), visitor)
  }

test('offsets stand beside their paths, in the order of groups, topics and partitions', () => {
  const { layout, offsets } = new CommitTable().read(
    walking(reply({ billing: { orders: { 1: 11, 0: 10 } } }), reply({ audit: { orders: { 0: 5 } } })),
    everyone,
  )
  expect(layout.entities.paths).toEqual([
    'topic/orders/0/group/audit',
    'topic/orders/0/group/billing',
    'topic/orders/1/group/billing',
  ])
  expect([...offsets]).toEqual([5, 10, 11])
})

test('the layout is the same object while the same partitions are committed, in whatever order', () => {
  const table = new CommitTable()
  const first = table.read(walking(reply({ a: { x: { 0: 1, 1: 2 } }, b: { x: { 0: 3 } } })), everyone)
  const second = table.read(walking(reply({ b: { x: { 0: 30 } }, a: { x: { 1: 20, 0: 10 } } })), everyone)
  expect(second.layout).toBe(first.layout)
  expect([...second.offsets]).toEqual([10, 20, 30])
  expect([...first.offsets]).toEqual([1, 2, 3])
})

test('a coordinator that does not answer leaves its commits unknown, not gone', () => {
  const table = new CommitTable()
  const first = table.read(walking(reply({ a: { x: { 0: 1 } } }), reply({ b: { x: { 0: 3 } } })), everyone)
  const second = table.read(walking(reply({ a: { x: { 0: 1 } } })), everyone)
  expect(second.layout).toBe(first.layout)
  expect([...second.offsets]).toEqual([1, NaN])
})

test('a group that refuses stays as it was and is counted', () => {
  const table = new CommitTable()
  table.read(walking(reply({ a: { x: { 0: 1 } } })), everyone)
  const refused = table.read(walking(reply({ a: {} }, 14)), everyone)
  expect([...refused.offsets]).toEqual([NaN])
  expect([...refused.errors]).toEqual([[14, 1]])
})

test('new partitions and groups that are gone change the layout', () => {
  const table = new CommitTable()
  table.read(walking(reply({ a: { x: { 0: 1 } }, b: { x: { 0: 3 } } })), everyone)
  const grown = table.read(walking(reply({ a: { x: { 0: 1, 7: 2 } }, b: { x: { 0: 3 } } })), everyone)
  expect(grown.layout.entities.paths).toContain('topic/x/7/group/a')
  const shrunk = table.read(walking(reply({ a: { x: { 0: 1, 7: 2 } } })), (group) => group !== 'b')
  expect(shrunk.layout.groups).toEqual(['a'])
  expect([...shrunk.offsets]).toEqual([1, 2])
})

test('a group whose offsets were deleted loses its rows', () => {
  const table = new CommitTable()
  table.read(walking(reply({ a: { x: { 0: 1 }, y: { 0: 2 } } })), everyone)
  expect(table.read(walking(reply({ a: { x: { 0: 1 } } })), everyone).layout.entities.paths).toEqual([
    'topic/x/0/group/a',
  ])
})
