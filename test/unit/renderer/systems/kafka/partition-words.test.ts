import { describe, expect, test } from 'vitest'
import type { PartitionState } from '../../../../../src/shared/systems/kafka-views.ts'
import { outText, partitionWords } from '../../../../../src/renderer/systems/kafka/partition-words.ts'
import type { PartitionRow, ReplicaRow } from '../../../../../src/renderer/systems/kafka/topic-rows.ts'

const at = new Date('2026-11-20T03:12:40').getTime()
const topic = { at, minIsr: 2, replicaLagTimeMaxMs: 30_000 }
const end = 10_658_359
const replica = (broker: number, behind: number, change: Partial<ReplicaRow> = {}): ReplicaRow => ({
  broker,
  isLeader: broker === 1,
  inIsr: true,
  inElr: false,
  offline: false,
  logStart: 0,
  leo: end - behind,
  size: NaN,
  outSince: NaN,
  stillSince: NaN,
  endPerSecond: 0,
  ...change,
})
const row = (state: PartitionState, change: Partial<PartitionRow> = {}): PartitionRow => ({
  partition: 2,
  leader: 1,
  epoch: 41,
  logStart: 0,
  hw: end,
  end,
  messagesPerSecond: 880,
  hwStands: state === 'hw-stands',
  hwStandsSince: state === 'hw-stands' ? at - 21_000 : NaN,
  isrSince: NaN,
  leaderSince: NaN,
  state,
  replicas: [replica(1, 0), replica(3, 19), replica(5, 0)],
  commits: [],
  ...change,
})
const said = (r: PartitionRow) => {
  const words = partitionWords(r, topic)
  return `${words.headline} ${words.rest}`.replaceAll(/[\u202f\u00a0]/g, ' ')
}

describe('what happens to a partition, in words', () => {
  test('a watermark that stands names the replica it waits for, and the end of the wait', () => {
    const stands = row('hw-stands', {
      hw: end - 18_480,
      replicas: [replica(1, 0), replica(3, 19), replica(5, 18_480)],
    })
    expect(said(stands)).toBe(
      'Replica 5 is in the ISR and 21 s behind. The high watermark is the lowest end among in-sync replicas, ' +
        'so it waits. After 30 s the leader drops replica 5 and the watermark jumps by 18 480.',
    )
  })

  test('one that stands although no follower is behind blames nobody', () => {
    const stands = row('hw-stands', { hw: end - 5, replicas: [replica(1, 0), replica(3, 0)] })
    expect(said(stands)).toContain('No in-sync follower is behind')
  })

  test('a leader that does not answer is told, whatever the metadata still say', () => {
    const silent = row('in-sync', { end: NaN, hw: NaN })
    expect(partitionWords(silent, topic)).toMatchObject({ tone: 'unknown', word: 'leader silent' })
    expect(said(silent)).toContain('Broker 1 leads this partition and does not answer.')
  })

  test('so is a follower that counts as in sync and does not answer', () => {
    const silent = row('in-sync', { replicas: [replica(1, 0), replica(3, 0), replica(5, NaN)] })
    expect(partitionWords(silent, topic)).toMatchObject({ tone: 'unknown', word: 'replica silent' })
    expect(said(silent)).toContain('Replica 5 is in the ISR and does not answer.')
  })

  test('without a leader it says who must come back', () => {
    const gone = row('offline', {
      leader: -1,
      replicas: [replica(1, 0, { inIsr: false }), replica(3, 0, { inIsr: false, inElr: true })],
    })
    expect(said(gone)).toContain('Bring back broker 3')
  })

  test('and when nobody holds everything, that records would be lost', () => {
    const gone = row('offline', { leader: -1, replicas: [replica(1, 0, { inIsr: false })] })
    expect(said(gone)).toContain('would lose records')
  })

  test('below min.insync.replicas it says that producers are refused', () => {
    const below = row('under-min-isr', {
      replicas: [replica(1, 0), replica(3, 9, { inIsr: false }), replica(5, 9, { inIsr: false })],
    })
    expect(said(below)).toBe(
      '1 of 3 replicas in sync, 2 are required. Producers with acks=all are refused until replicas 3, 5 are back in the ISR.',
    )
  })

  test('a replica whose end is not observed is not said to be at any distance', () => {
    const out = row('under-replicated', { replicas: [replica(1, 0), replica(5, NaN, { inIsr: false })] })
    expect(said(out)).toContain('Replica 5 is out of the ISR, not answering.')
  })
})

test('beside a bar stands since when it is out and whether it comes back', () => {
  const outSince = new Date('2026-11-20T03:09:02').getTime()
  const out = replica(5, 52_180, { inIsr: false, outSince, endPerSecond: 300 })
  expect(outText(out)).toBe('out of ISR since 03:09:02, catching up')
  expect(outText({ ...out, offline: true })).toBe('out of ISR since 03:09:02, broker 5 is gone')
  expect(outText({ ...out, endPerSecond: 0, stillSince: at })).toBe('out of ISR since 03:09:02, stands')
})
