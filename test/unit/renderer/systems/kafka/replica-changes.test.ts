import { describe, expect, it } from 'vitest'
import type { PartitionRow, ReplicaRow } from '../../../../../src/renderer/systems/kafka/topic-rows.ts'
import { replicaChanges } from '../../../../../src/renderer/systems/kafka/water/changes.ts'

const replica = (broker: number, leader: number, isr: readonly number[]): ReplicaRow => ({
  broker,
  isLeader: broker === leader,
  inIsr: isr.includes(broker),
  inElr: false,
  offline: false,
  logStart: 0,
  leo: 10,
  size: NaN,
  outSince: NaN,
  stillSince: NaN,
  endPerSecond: NaN,
})

const row = (leader: number, isr: readonly number[], replicas = [1, 2, 3], partition = 0): PartitionRow => ({
  partition,
  leader,
  epoch: 1,
  logStart: 0,
  hw: 10,
  end: 10,
  messagesPerSecond: 0,
  hwStandsSince: NaN,
  hwStands: false,
  isrSince: NaN,
  leaderSince: NaN,
  state: 'in-sync',
  replicas: replicas.map((broker) => replica(broker, leader, isr)),
  commits: [],
})

const changes = (now: PartitionRow, before: PartitionRow) => [
  ...(replicaChanges([now], [before], '02:58:00').get(0) ?? []),
]

describe('replicas beside another moment', () => {
  it('tell who led and who was in sync', () => {
    expect(changes(row(3, [1, 3]), row(2, [1, 2, 3]))).toEqual([
      [2, { led: true, says: 'led, in the ISR at 02:58:00' }],
    ])
    expect(changes(row(1, [1, 2, 3]), row(1, [1, 3]))).toEqual([
      [2, { led: false, says: 'out of the ISR at 02:58:00' }],
    ])
  })

  it('tell what was placed since', () => {
    expect(changes(row(1, [1, 2, 4], [1, 2, 4]), row(1, [1, 2, 3]))).toEqual([
      [4, { led: false, says: 'no replica at 02:58:00' }],
    ])
  })

  it('say nothing of what is alike, nor of a partition that was not there', () => {
    expect(changes(row(1, [1, 2, 3]), row(1, [1, 2, 3]))).toEqual([])
    expect(replicaChanges([row(1, [1])], [row(2, [2], [2], 5)], '02:58:00').size).toBe(0)
  })
})
