import { describe, expect, test } from 'vitest'
import { expectedNotifications, foldLocks, lockPlan } from '../../../../src/shared/systems/zookeeper-locks.ts'
import { type Line, logOf } from '../../../fixtures/zookeeper/experiments/log.ts'

const owning = (at: number, contender: string, token: string, znode = 'owner'): Line => [
  at,
  contender,
  'owning',
  { znode, token, requests: 1 },
]
const arrived = (at: number, contender: string, znode = 'owner'): Line => [
  at,
  contender,
  'arrived',
  { znode, requests: 1 },
]
const released = (at: number, contender: string): Line => [at, contender, 'released', { requests: 2 }]
const notified = (at: number, contender: string, znode = 'owner'): Line => [
  at,
  contender,
  'notified',
  { znode, type: 'deleted' },
]
const killed = (at: number, contender: string, was: string): Line => [
  at,
  contender,
  'killed',
  { contender, was },
]

/** c1 hands over to c3, which came after c2; then c3 dies, and c2 gets it when its session is gone. */
const herd: readonly Line[] = [
  arrived(0, 'c1'),
  owning(1, 'c1', '0x10'),
  arrived(5, 'c2'),
  arrived(6, 'c3'),
  released(100, 'c1'),
  notified(103, 'c2'),
  notified(103.5, 'c3'),
  owning(105, 'c3', '0x12'),
  killed(200, 'c3', 'owning'),
  notified(2900, 'c2'),
  owning(2902, 'c2', '0x15'),
  released(3000, 'c2'),
]

describe('releases', () => {
  const { releases } = foldLocks(logOf(herd))

  test('know whom they woke, and who got the lock', () => {
    expect(releases.map(({ by, how }) => [by, how])).toEqual([
      ['c1', 'released'],
      ['c3', 'owner died'],
      ['c2', 'released'],
    ])
    expect(releases.map(({ waiting }) => waiting)).toEqual([['c2', 'c3'], ['c2'], []])
    expect(releases.map((one) => one.notified.map(({ contender }) => contender))).toEqual([
      ['c2', 'c3'],
      ['c2'],
      [],
    ])
    expect(releases.map(({ next }) => next)).toEqual([
      { contender: 'c3', at: 105 },
      { contender: 'c2', at: 2902 },
      undefined,
    ])
  })

  test('are in turn when who waited longest gets the lock', () => {
    expect(releases.map(({ isInTurn }) => isInTurn)).toEqual([false, true, undefined])
  })
})

describe('lanes', () => {
  test('wait, own, and outlive their client until the session is gone', () => {
    const { lanes } = foldLocks(logOf(herd))
    expect(lanes.map(({ contender, turn }) => [contender, turn])).toEqual([
      ['c1', 1],
      ['c2', 3],
      ['c3', 2],
    ])
    expect(lanes[2]?.spans).toEqual([
      { is: 'waiting', from: 6, to: 105 },
      { is: 'owning', from: 105, to: 200 },
      { is: 'expiring', from: 200, to: 2900 },
    ])
  })

  test('of who died waiting end as soon as the seat is seen to be gone', () => {
    const lines: Line[] = [
      arrived(0, 'c1', 'seat-1'),
      owning(1, 'c1', '0x10', 'seat-1'),
      arrived(2, 'c2', 'seat-2'),
      killed(50, 'c2', 'waiting'),
      [60, 'onlooker', 'seats', { seats: ['seat-1', 'seat-2'] }],
      [900, 'onlooker', 'seats', { seats: ['seat-1'] }],
    ]
    expect(foldLocks(logOf(lines)).lanes[1]?.spans).toEqual([
      { is: 'waiting', from: 2, to: 50 },
      { is: 'expiring', from: 50, to: 900 },
    ])
  })

  test('go on as long as nothing else is told', () => {
    const { lanes } = foldLocks(logOf(herd.slice(0, 4)))
    expect(lanes.map(({ spans }) => spans.at(-1)?.to)).toEqual([undefined, undefined, undefined])
  })

  test('end with who leaves: a run that is stopped has no owners at once', () => {
    const lines = [
      ...herd.slice(0, 4),
      [50, 'c1', 'left'],
      notified(52, 'c2'),
      owning(53, 'c2', '0x12'),
    ] as const
    expect(foldLocks(logOf(lines)).ownersAtOnce).toBe(1)
  })
})

describe('mutual exclusion', () => {
  test('holds where one lets go at the instant at which the next begins', () => {
    const lines = [
      arrived(0, 'a'),
      owning(0, 'a', '0x1'),
      arrived(1, 'b'),
      released(9, 'a'),
      owning(9, 'b', '0x2'),
    ]
    expect(foldLocks(logOf(lines))).toMatchObject({ ownersAtOnce: 1, tokensRise: true })
  })

  test('is broken where two own at one instant, and by tokens that fall', () => {
    const lines = [
      arrived(0, 'a'),
      owning(0, 'a', '0x2'),
      arrived(1, 'b'),
      owning(8, 'b', '0x1'),
      released(9, 'a'),
    ]
    expect(foldLocks(logOf(lines))).toMatchObject({ ownersAtOnce: 2, tokensRise: false })
  })

  test('compares tokens as numbers of 64 bits, not as text', () => {
    const lines = [
      arrived(0, 'a'),
      owning(0, 'a', '0x9ffffffff'),
      released(1, 'a'),
      arrived(2, 'b'),
      owning(2, 'b', '0x100000000000000a'),
    ]
    expect(foldLocks(logOf(lines)).tokensRise).toBe(true)
  })
})

test.each([
  ['herd', 'none', 15],
  ['herd', 'owner', 15],
  // the third owner’s successor dies: the releases 3, 4 and 5 wake one fewer
  ['herd', 'waiting', 12],
  ['queue', 'none', 5],
  ['queue', 'owner', 5],
  ['queue', 'waiting', 5],
])('theory has for 6 in a %s where the dead one is %s: %i notifications', (variant, crash, notifications) => {
  expect(expectedNotifications(lockPlan({ variant, crash, contenders: 6 }))).toBe(notifications)
})
