import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AssignerProtocol } from 'kafkajs'
import { describe, expect, test } from 'vitest'
import { finalizedFeatures } from '../../../../../../src/main/systems/kafka/experiments/ask/finalized-features.ts'
import { readRecords } from '../../../../../../src/main/systems/kafka/experiments/ask/records.ts'
import {
  assignedPartitions,
  decodeCooperativeSubscription,
  decodeEagerSubscription,
  encodeAssignment,
  encodeCooperativeSubscription,
  encodeEagerSubscription,
} from '../../../../../../src/main/systems/kafka/experiments/rebalance/assignors/wire.ts'

const require = createRequire(import.meta.url)
interface Encoded {
  readonly buffer: Buffer
}
const encodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => Encoded
const { RecordBatch: encodeBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
  readonly RecordBatch: (batch: object) => Promise<Encoded>
}

/** A batch as kafkajs writes it: the second opinion. */
async function batchOf(firstOffset: number, values: readonly (string | null)[]): Promise<Buffer> {
  const records = values.map((value, offsetDelta) =>
    encodeRecord({ offsetDelta, timestampDelta: offsetDelta, key: `k${String(offsetDelta)}`, value }),
  )
  const batch = await encodeBatch({
    ...{ records, firstTimestamp: 1, maxTimestamp: 2, lastOffsetDelta: values.length - 1 },
  })
  batch.buffer.writeBigInt64BE(BigInt(firstOffset), 0)
  return batch.buffer
}

describe('record batches', () => {
  test('give their records from an offset on', async () => {
    const bytes = Buffer.concat([await batchOf(40, ['a', 'b', null]), await batchOf(43, ['d'.repeat(200)])])
    const { records, next } = readRecords(bytes, 41)
    expect(records).toEqual([
      { offset: 41, key: 'k1', value: 'b' },
      { offset: 42, key: 'k2', value: null },
      { offset: 43, key: 'k0', value: 'd'.repeat(200) },
    ])
    expect(next).toBe(44)
  })

  test('a batch that is cut off is left for the next fetch', async () => {
    const whole = await batchOf(0, ['a'])
    const bytes = Buffer.concat([whole, (await batchOf(1, ['b', 'c'])).subarray(0, 40)])
    expect(readRecords(bytes, 0)).toMatchObject({ records: [{ offset: 0 }], next: 1 })
  })

  test('a batch of control records moves on without a record', async () => {
    const bytes = await batchOf(5, ['commit'])
    bytes.writeInt16BE(1 << 5, 21)
    expect(readRecords(bytes, 5)).toEqual({ records: [], next: 6 })
  })

  test('compressed records are no silence', async () => {
    const bytes = await batchOf(5, ['x'])
    bytes.writeInt16BE(2, 21)
    expect(() => readRecords(bytes, 5)).toThrow('compressed')
  })
})

/** The first ApiVersions reply of a recording. */
function versionsReply(recording: string): Buffer {
  const file = new URL(`../../../../../fixtures/kafka/${recording}.jsonl`, import.meta.url)
  const body = /"ask":"ApiVersions"[^}]*"body":"([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1]
  return Buffer.from(body!, 'base64')
}

test('what a cluster has switched on', () => {
  const features = finalizedFeatures(versionsReply('healthy'))
  expect(features.get('group.version')).toBe(1)
  expect(features.get('metadata.version')).toBe(30)
  expect(finalizedFeatures(versionsReply('follower-paused-3.9')).size).toBe(0)
})

describe('subscriptions and assignments', () => {
  const owned = [3, 0, 7]

  test('as kafkajs reads them', () => {
    const metadata = Buffer.from(encodeEagerSubscription({ topic: 'orders', owned, generation: 4 }))
    expect(AssignerProtocol.MemberMetadata.decode(metadata)).toMatchObject({ version: 0, topics: ['orders'] })
    const assignment = Buffer.from(encodeAssignment('orders', owned))
    expect(AssignerProtocol.MemberAssignment.decode(assignment)?.assignment).toEqual({ orders: owned })
  })

  test.each([
    [encodeEagerSubscription, decodeEagerSubscription],
    [encodeCooperativeSubscription, decodeCooperativeSubscription],
  ])('there and back', (encode, decode) => {
    expect(decode('m1', encode({ topic: 'orders', owned, generation: 4 }))).toEqual({
      ...{ id: 'm1', owned, generation: 4 },
    })
    expect(decode('m1', encode({ topic: 'orders', owned: [], generation: -1 }))).toEqual({
      ...{ id: 'm1', owned: [], generation: -1 },
    })
  })

  test('a member that gets nothing', () => {
    expect(assignedPartitions(encodeAssignment('orders', []))).toEqual([])
    expect(assignedPartitions(new Uint8Array())).toEqual([])
  })
})
