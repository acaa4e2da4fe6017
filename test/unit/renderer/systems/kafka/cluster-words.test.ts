import { describe, expect, test } from 'vitest'
import { clusterSaid } from '../../../../../src/renderer/systems/kafka/broker-words.ts'
import { marginWords, quorumSaid } from '../../../../../src/renderer/systems/kafka/quorum-words.ts'
import type { BrokerRows, OverviewData } from '../../../../../src/shared/systems/kafka-cluster-views.ts'

const at = new Date('2026-11-20T03:12:40').getTime()
const n = (...values: number[]) => Float64Array.from(values)
const brokers = (state: BrokerRows['state'][number]): BrokerRows => ({
  id: Int32Array.of(1, 5),
  address: ['a:9092', null],
  rack: [null, null],
  state: ['online', state],
  since: n(NaN, new Date('2026-11-20T03:09:02').getTime()),
  leaders: n(1, 0),
  preferred: n(1, 1),
  replicas: n(2, 2),
  outOfIsr: n(0, 14),
  messagesPerSecond: n(1, NaN),
  size: n(1, NaN),
  leaderSkew: n(0, 0),
  sizeSkew: n(0, 0),
  roundTripMs: n(1, NaN),
})
const well: OverviewData['health'] = {
  offline: 0,
  underMinIsr: 0,
  atMinIsr: 0,
  underReplicated: 0,
  hwStands: 0,
  since: NaN,
}
const said = (
  change: Partial<OverviewData['health']>,
  state: BrokerRows['state'][number] = 'online',
  controller = 3,
) => clusterSaid({ health: { ...well, ...change }, brokers: brokers(state), controller }, at)

describe('what is said of a cluster', () => {
  test('nothing while nothing is wrong', () => {
    expect(said({})).toBeUndefined()
  })

  test('a lost broker comes first, with what it does to partitions', () => {
    const words = said({ underReplicated: 14, atMinIsr: 3 }, 'lost')
    expect(words?.headline).toBe('Broker 5 is gone since 03:09:02.')
    expect(words?.rest).toContain('14 partitions miss a copy.')
    expect(words?.rest).toContain('14 replicas on it are out of the ISR.')
  })

  test('one that is registered but silent is not called gone', () => {
    expect(said({}, 'silent')?.headline).toBe("Broker 5 doesn't answer since 03:09:02.")
  })

  test('the gravest of the partitions’ troubles is told', () => {
    expect(said({ offline: 1, underReplicated: 9 })?.headline).toBe('1 partition has no leader.')
    expect(said({ hwStands: 2, underReplicated: 9 })?.headline).toBe(
      'The high watermark stands on 2 partitions.',
    )
  })

  test('counts that were not observed are not told as trouble, nor as zero', () => {
    expect(said({ offline: NaN, underReplicated: NaN })).toBeUndefined()
  })

  test('no controller is trouble of its own', () => {
    expect(said({}, 'online', -1)?.headline).toBe('No controller is active.')
  })
})

describe('the margin of a quorum', () => {
  test.each([
    [{ voters: 3, caughtUp: 3, needed: 2, margin: 1 }, 'margin 1: one may fail'],
    [{ voters: 3, caughtUp: 2, needed: 2, margin: 0 }, 'margin 0: none may fail'],
    [{ voters: 3, caughtUp: 1, needed: 2, margin: -1 }, 'no majority: 2 are needed'],
    [{ voters: 1, caughtUp: 1, needed: 1, margin: 0 }, 'one voter: it may not fail'],
  ])('%j: %s', (margin, words) => {
    expect(marginWords(margin)).toBe(words)
  })

  test('a lone voter is how it was built, not a warning', () => {
    const alone = { voters: 1, caughtUp: 1, needed: 1, margin: 0 }
    expect(quorumSaid({ leader: 1, margin: alone, mode: 'kraft' })).toBeUndefined()
    expect(
      quorumSaid({ leader: 1, margin: { ...alone, voters: 3, caughtUp: 2, needed: 2 }, mode: 'kraft' })?.tone,
    ).toBe('warn')
  })
})
