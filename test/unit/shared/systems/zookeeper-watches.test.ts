import { describe, expect, test } from 'vitest'
import {
  expectedNotifications,
  foldWatches,
  watchPlan,
} from '../../../../src/shared/systems/zookeeper-watches.ts'
import { type Line, logOf } from '../../../fixtures/zookeeper/experiments/log.ts'

const zxidOf = (change: number) => `0x${(0x100 + change).toString(16)}`
const wrote = (sentAt: number, change: number, of = 'config'): Line => [
  sentAt + 2,
  'writer',
  'wrote',
  { change, znode: of, of, how: 'setData', zxid: zxidOf(change), sentAt },
]
const read = (at: number, state: number, isArmed = true, znode = 'config'): Line => [
  at,
  'reader',
  'read',
  { znode, state, isArmed },
]
const notified = (at: number, zxid: string | null, znode = 'config'): Line => [
  at,
  'reader',
  'notified',
  { znode, type: 'changed', zxid },
]

/** Changes at 10, 20, 30 and 40; told of 1, busy until 35, told of 4. */
const oneShot = [
  read(0, 0),
  wrote(10, 1),
  notified(13, zxidOf(1)),
  wrote(20, 2),
  wrote(30, 3),
  read(35, 3),
  wrote(40, 4),
  notified(43, zxidOf(4)),
  read(60, 4),
] as const

describe('a one-shot watch', () => {
  test('tells the first change after each read; what comes before the next is not seen', () => {
    const { changes, unseen, behind, armed } = foldWatches(logOf(oneShot))
    expect(changes.map(({ toldAt }) => toldAt)).toEqual([13, undefined, undefined, 43])
    expect(changes.map(({ isSeen }) => isSeen)).toEqual([false, false, true, true])
    expect([unseen, behind]).toEqual([2, 0])
    expect(armed).toEqual([
      { from: 0, to: 13 },
      { from: 35, to: 43 },
      { from: 60, to: undefined },
    ])
  })

  test('is matched to its change by the order, where the server says no zxid (before 3.9)', () => {
    const lines = oneShot.map(([at, actor, what, data]): Line => [
      at,
      actor,
      what,
      what === 'notified' ? { ...data, zxid: null } : (data ?? {}),
    ])
    const { changes } = foldWatches(logOf(lines))
    expect(changes.map(({ toldAt }) => toldAt)).toEqual([13, undefined, undefined, 43])
  })

  test('that is not set again leaves the reader behind', () => {
    const lines = [
      read(0, 0),
      wrote(10, 1),
      notified(12, zxidOf(1)),
      read(15, 1, false),
      wrote(20, 2),
      wrote(30, 3),
    ]
    const { behind, unseen, armed } = foldWatches(logOf(lines))
    expect([behind, unseen]).toEqual([2, 2])
    expect(armed).toEqual([{ from: 0, to: 12 }])
  })
})

test('a persistent watch is set for good, and the order alone tells which change is meant', () => {
  const lines: Line[] = [
    [0, 'reader', 'armed', { znode: 'config' }],
    read(1, 0, false),
    wrote(10, 1),
    wrote(11, 2),
    notified(13, null),
    notified(14, null),
    // the reader is quicker with its read than with its second notification
    read(20, 2, false),
    read(30, 2, false),
  ]
  const { changes, armed, unseen, behind } = foldWatches(logOf(lines))
  expect(changes.map(({ toldAt }) => toldAt)).toEqual([13, 14])
  expect(armed).toEqual([{ from: 0, to: undefined }])
  expect([unseen, behind]).toEqual([1, 0])
})

test('each znode below a recursive watch has states of its own', () => {
  const lines: Line[] = [
    [0, 'reader', 'armed', { znode: 'config' }],
    wrote(10, 1, 'config/a'),
    wrote(20, 2, 'config/b'),
    notified(12, zxidOf(1), 'config/a'),
    read(15, 1, false, 'config/a'),
    notified(22, zxidOf(2), 'config/b'),
  ]
  const { changes, behind } = foldWatches(logOf(lines))
  expect(changes.map(({ isSeen }) => isSeen)).toEqual([true, false])
  expect(behind).toBe(1)
})

test('the beginning of a log is a run that goes on: nothing is claimed of its end', () => {
  const whole = logOf([...oneShot, [70, 'reader', 'settled']])
  expect(foldWatches(whole).isSettled).toBe(true)
  for (let n = 0; n < whole.length; n++) expect(foldWatches(whole.slice(0, n)).isSettled).toBe(false)
})

test.each([
  [{ variant: 'once', writes: 10, everyMs: 40, workMs: 100 }, 1],
  [{ variant: 'persistent', writes: 10, everyMs: 0, workMs: 100 }, 10],
  // 100 ms hold changes at 40 and 80: one of three is told
  [{ variant: 'one-shot', writes: 10, everyMs: 40, workMs: 100 }, 4],
  [{ variant: 'child', writes: 9, everyMs: 40, workMs: 100 }, 3],
  [{ variant: 'one-shot', writes: 10, everyMs: 40, workMs: 10 }, 10],
  [{ variant: 'one-shot', writes: 10, everyMs: 0, workMs: 10 }, 1],
])('theory has, for %o, %i notifications', (parameters, notifications) => {
  expect(expectedNotifications(watchPlan(parameters))).toBe(notifications)
})
