import { describe, expect, test } from 'vitest'
import type { RunEntry } from '../../../../src/shared/api/experiments.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import { eventsOf, type RebalanceEvent } from '../../../../src/shared/systems/kafka-rebalance.ts'
import { foldRebalances, leastMoves } from '../../../../src/shared/systems/kafka-rebalance-changes.ts'
import { foldDelivery, NumberSet } from '../../../../src/shared/systems/kafka-rebalance-delivery.ts'
import { foldSpans, gapsOf } from '../../../../src/shared/systems/kafka-rebalance-ownership.ts'

function entry(at: number, actor: string, what: string, data: Json): RunEntry {
  return { seq: at, at, kind: 'client', actor, what, says: '', data }
}
const changed = (at: number, member: string, kind: string) => entry(at, member, 'change', { at, kind })
const settled = (at: number, generation: number) => entry(at, 'group', 'settled', { at, generation })
const assigned = (at: number, member: string, partitions: number[], owned = partitions) =>
  entry(at, member, 'assigned', { at, generation: 1, partitions, owned })
const revoked = (at: number, member: string, partitions: number[]) =>
  entry(at, member, 'revoked', { at, partitions })

/** Two members, four partitions; a third joins and gets one, as a cooperative group and as an eager one does it. */
const start = [
  changed(1, 'm1', 'starts'),
  changed(2, 'm2', 'starts'),
  assigned(10, 'm1', [0, 1]),
  assigned(11, 'm2', [2, 3]),
  settled(12, 1),
]
const cooperative = [
  ...start,
  changed(100, 'm3', 'joins'),
  revoked(110, 'm1', [1]),
  assigned(130, 'm3', [1]),
  settled(131, 3),
]
const eager = [
  ...start,
  changed(100, 'm3', 'joins'),
  revoked(110, 'm1', [0, 1]),
  revoked(112, 'm2', [2, 3]),
  assigned(130, 'm1', [0]),
  assigned(131, 'm2', [2, 3]),
  assigned(132, 'm3', [1]),
  settled(133, 2),
]

describe('a change of the group', () => {
  test('moved is not the same as stopped', () => {
    const [coop] = foldRebalances(eventsOf(cooperative)).changes
    expect(coop).toMatchObject({
      ...{ moves: [{ partition: 1, from: 'm1', to: 'm3', at: 130 }], least: 1 },
      ...{ stopped: [], pauseMs: 0, gapMs: 20, settledAt: 131, generation: 3 },
    })
    const [all] = foldRebalances(eventsOf(eager)).changes
    expect(all).toMatchObject({
      ...{ moves: [{ partition: 1, from: 'm1', to: 'm3', at: 132 }], least: 1 },
      ...{ stopped: [0, 2, 3], pauseMs: 20, gapMs: 20 + 22 + 19 + 19 },
    })
  })

  test('a crashed member leaves a gap from its death on', () => {
    const { changes, gaps } = foldRebalances(
      eventsOf([
        ...start,
        changed(100, 'm2', 'killed'),
        assigned(3100, 'm1', [2, 3], [0, 1, 2, 3]),
        settled(3101, 2),
      ]),
    )
    expect(gaps).toEqual([
      { partition: 2, from: 100, to: 3100, before: 'm2', after: 'm1' },
      { partition: 3, from: 100, to: 3100, before: 'm2', after: 'm1' },
    ])
    expect(changes[0]).toMatchObject({ least: 2, gapMs: 6000, stopped: [], members: ['m1'] })
    expect(changes[0]!.moves).toHaveLength(2)
  })

  test('what happened while the group came together is no change, and no gap', () => {
    const early = [
      changed(1, 'm1', 'starts'),
      assigned(2, 'm1', [0, 1]),
      changed(3, 'm2', 'starts'),
      revoked(4, 'm1', [0, 1]),
      assigned(9, 'm1', [0]),
      assigned(9, 'm2', [1]),
      settled(10, 2),
    ]
    expect(foldRebalances(eventsOf(early))).toMatchObject({ changes: [], gaps: [], settledAt: 10 })
  })

  test('while it lasts, its end and its gaps are open', () => {
    const seen = foldRebalances(eventsOf(cooperative, 120))
    expect(seen.changes[0]).toMatchObject({ settledAt: undefined, moves: [], least: 1 })
    expect(seen.gaps).toEqual([{ partition: 1, from: 110, to: undefined, before: 'm1', after: undefined }])
  })

  test('clean-up, after the end of the script, is left out', () => {
    const events = eventsOf([
      ...cooperative,
      entry(200, 'group', 'finished', { at: 200 }),
      revoked(210, 'm1', [0]),
      revoked(210, 'm2', [2, 3]),
    ])
    expect(foldRebalances(events).gaps).toHaveLength(1)
  })
})

test('a member that was thrown out owns nothing from then on', () => {
  const spans = foldSpans(eventsOf([...start, entry(50, 'm1', 'lost', { at: 50, partitions: [0, 1] })]))
  expect(spans.filter(({ member }) => member === 'm1')).toMatchObject([
    { partition: 0, to: 50, ended: 'lost' },
    { partition: 1, to: 50, ended: 'lost' },
  ])
  expect(gapsOf(spans).map(({ from, to }) => [from, to])).toEqual([
    [50, undefined],
    [50, undefined],
  ])
})

test('lines that are not understood are left out', () => {
  const odd = [entry(1, 'm1', 'assigned', null), entry(2, 'm1', 'delivered', [1]), entry(3, 'x', 'new', {})]
  expect(eventsOf(odd)).toEqual([])
})

describe('the least moves', () => {
  const owners = (names: string) => ownersOf(names.split(''))

  test.each([
    ['one joins three that have 3, 3, 2', owners('aaabbbcc'), ['a', 'b', 'c', 'd'], 2],
    ['one of four dies', owners('aabbccdd'), ['a', 'c', 'd'], 2],
    ['the larger share stays where it is', owners('aab'), ['a', 'b'], 0],
    ['more members than partitions', owners('ab'), ['a', 'b', 'c'], 0],
    ['all are new', owners('aabb'), ['c', 'd'], 4],
  ])('%s', (_, before, members, least) => {
    expect(leastMoves(before, members)).toBe(least)
  })

  test('is what trying everything finds', () => {
    const names = ['a', 'b', 'c']
    const all = everyAssignment(5, ['a', 'b', 'c', 'x'])
    const even = everyAssignment(5, names).filter((one) => isEven(one, names))
    for (const before of all) {
      const fewest = Math.min(...even.map((after) => after.filter((owner, p) => owner !== before[p]).length))
      expect(leastMoves(ownersOf(before), names)).toBe(fewest)
    }
  })
})

function ownersOf(names: readonly string[]): ReadonlyMap<number, string> {
  return new Map(names.map((name, partition) => [partition, name]))
}

function everyAssignment(partitions: number, names: readonly string[]): readonly string[][] {
  if (partitions === 0) return [[]]
  return everyAssignment(partitions - 1, names).flatMap((rest) => names.map((name) => [name, ...rest]))
}

function isEven(assignment: readonly string[], names: readonly string[]): boolean {
  const shares = names.map((name) => assignment.filter((owner) => owner === name).length)
  return Math.max(...shares) - Math.min(...shares) <= 1
}

describe('deliveries', () => {
  const delivered = (at: number, member: string, ...ranges: [number, number, number][]): RebalanceEvent => ({
    ...{ what: 'delivered', at, member, ranges },
  })

  test('twice and never are counted by number', () => {
    const events: RebalanceEvent[] = [
      delivered(1, 'm1', [0, 0, 9], [1, 0, 4]),
      delivered(2, 'm2', [0, 7, 12]),
      { what: 'wrote', at: 3, counts: [15, 5] },
    ]
    expect(foldDelivery(events)).toEqual({
      written: 20,
      twice: [{ at: 2, member: 'm2', count: 3 }],
      unseen: 2,
    })
  })

  test('what was seen before its write was told is not written yet', () => {
    expect(foldDelivery([delivered(1, 'm1', [0, 0, 9])])).toMatchObject({ written: 0, unseen: 0 })
  })

  test('a set of numbers counts as a plain one does', () => {
    // any fixed sequence of stretches will do, as long as they overlap, touch and lie apart
    let state = 7
    const next = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below
    const set = new NumberSet()
    const plain = new Set<number>()
    for (let i = 0; i < 300; i++) {
      const from = next(400)
      const to = from + next(12)
      let added = 0
      for (let n = from; n <= to; n++) added += plain.has(n) ? 0 : plain.add(n) && 1
      expect(set.add(from, to)).toBe(added)
      const limit = next(420)
      expect(set.below(limit)).toBe([...plain].filter((n) => n < limit).length)
    }
  })
})
