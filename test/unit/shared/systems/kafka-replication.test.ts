import { expect, test } from 'vitest'
import type { RunEntry } from '../../../../src/shared/api/experiments.ts'
import {
  fateOf,
  isrEdges,
  leaderEdges,
  type Levels,
  levelsOf,
  outagesOf,
  standsOf,
} from '../../../../src/shared/systems/kafka-replication.ts'

const entry = (at: number, rest: Partial<RunEntry>): RunEntry => ({
  seq: at,
  at,
  kind: 'observed',
  actor: '',
  what: 'levels',
  says: '',
  data: null,
  ...rest,
})

/** Broker 1 leads until told otherwise; `marks` as [instant, high watermark, end of the leader's log]. */
const reading = (at: number, mark: number | null, end: number | null, rest: Partial<Levels> = {}): RunEntry =>
  entry(at, {
    data: {
      leader: 1,
      epoch: 4,
      replicas: [1, 2, 3],
      isr: [1, 2, 3],
      highWatermark: mark,
      logEnd: { 1: end, 2: mark, 3: mark },
      ...rest,
    },
  })

test('a watermark stands from when the log passes it until it moves on', () => {
  const levels = levelsOf([
    reading(0, 10, 10),
    reading(100, 20, 20),
    reading(200, 20, 30),
    reading(300, 20, 45),
    reading(400, null, null),
    reading(500, 20, 60),
    reading(600, 60, 60),
  ])
  expect(standsOf(levels, 100)).toEqual([{ from: 200, to: 600, surelyTo: 300, highWatermark: 20, ahead: 40 }])
})

test('the short stand of every fetch is none, and one that never ends goes to the last reading', () => {
  const levels = levelsOf([
    reading(0, 10, 12),
    reading(50, 12, 14),
    reading(100, 12, 20),
    reading(900, 12, 80),
  ])
  expect(standsOf(levels, 300)).toEqual([{ from: 50, to: 900, surelyTo: 100, highWatermark: 12, ahead: 68 }])
  expect(standsOf([], 0)).toEqual([])
})

test('edges of ISR and leader are told once each', () => {
  const levels = levelsOf([
    reading(0, 1, 1),
    reading(10, 2, 2),
    reading(20, 3, 3, { isr: [1, 3] }),
    reading(30, 4, 4, { isr: [1, 3] }),
    reading(40, 4, 4, { isr: [3], leader: 3, epoch: 5 }),
  ])
  expect(isrEdges(levels)).toEqual([
    { at: 0, isr: [1, 2, 3] },
    { at: 20, isr: [1, 3] },
    { at: 40, isr: [3] },
  ])
  expect(leaderEdges(levels)).toEqual([
    { at: 0, leader: 1, epoch: 4 },
    { at: 40, leader: 3, epoch: 5 },
  ])
})

test('outages are of the brokers that were told; one may last', () => {
  const fault = (at: number, what: string, port: number) =>
    entry(at, { kind: 'fault', what, data: { endpoint: `127.0.0.1:${port}` } })
  const brokers = entry(0, { what: 'brokers', data: { 1: '127.0.0.1:9001', 2: '127.0.0.1:9002' } })
  const log = [brokers, fault(5, 'pause', 9001), fault(9, 'resume', 9001), fault(10, 'kill', 9002)]
  expect(outagesOf([...log, fault(11, 'kill', 9009)])).toEqual([
    { broker: 1, what: 'pause', from: 5, to: 9 },
    { broker: 2, what: 'kill', from: 10, to: undefined },
  ])
})

test('every acknowledged record is looked for', () => {
  const acknowledged = [
    { from: 0, to: 3 },
    { from: 5, to: 7 },
  ]
  expect(fateOf(acknowledged, [0, 1, 1, 4, 5])).toEqual({
    kept: 3,
    lost: [2, 6],
    twice: 1,
    unacknowledged: 1,
  })
  expect(fateOf([], [1])).toEqual({ kept: 0, lost: [], twice: 0, unacknowledged: 1 })
})
