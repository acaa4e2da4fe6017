import { expect, test } from 'vitest'
import type { RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { replicationDrawing } from '../../../../../../src/renderer/systems/kafka/experiments/replication/replication-drawing.ts'

const entry = (at: number, rest: Partial<RunEntry>): RunEntry => ({
  seq: at,
  at,
  kind: 'observed',
  actor: 'partition',
  what: 'levels',
  says: '',
  data: null,
  ...rest,
})

const levels = (at: number, isr: number[], leader: number, mark: number | null, ends: (number | null)[]) =>
  entry(at, {
    data: {
      leader,
      epoch: leader,
      replicas: [1, 2, 3],
      isr,
      highWatermark: mark,
      logEnd: { 1: ends[0]!, 2: ends[1]!, 3: ends[2]! },
    },
  })

const log: readonly RunEntry[] = [
  entry(0, { what: 'brokers', data: { 1: '127.0.0.1:9001', 2: '127.0.0.1:9002', 3: '127.0.0.1:9003' } }),
  levels(10, [1, 2, 3], 1, 5, [6, 5, 5]),
  entry(15, { kind: 'fault', actor: 'broker-2', what: 'pause', data: { endpoint: '127.0.0.1:9002' } }),
  levels(20, [1, 2, 3], 1, 6, [9, null, 9]),
  entry(25, { kind: 'client', what: 'acknowledged', data: { from: 0, to: 3, offset: 6, ms: 4 } }),
  levels(30, [1, 3], 1, 12, [12, null, 12]),
  entry(40, { kind: 'fault', actor: 'broker-2', what: 'resume', data: { endpoint: '127.0.0.1:9002' } }),
  levels(50, [1, 3], 3, 14, [14, 14, 14]),
]

test('a broker’s lane tells how it stood, and while it was stopped', () => {
  const [one, two, three] = replicationDrawing(log, 60).lanes
  expect(one?.stretches).toEqual([
    { standing: 'leader', epoch: 1, from: 10, to: 50 },
    { standing: 'in-sync', epoch: 3, from: 50, to: 60 },
  ])
  expect(two?.stretches.map(({ standing, from, to }) => [standing, from, to])).toEqual([
    ['in-sync', 10, 30],
    ['out', 30, 50],
    ['out', 50, 60],
  ])
  expect(two?.outages).toEqual([{ broker: 2, what: 'pause', from: 15, to: 40 }])
  expect(three?.stretches.at(-1)).toEqual({ standing: 'leader', epoch: 3, from: 50, to: 60 })
})

test('an answer that is missing once is bridged, a silence is a hole', () => {
  const quick = [
    levels(10, [1], 1, 1, [1, 1, 1]),
    levels(20, [1], 1, 2, [2, null, 2]),
    levels(900, [1], 1, 3, [3, 3, 3]),
  ]
  expect([...replicationDrawing(quick, 900).lanes[1]!.logEnd.v]).toEqual([1, 3])
  const slow = [...quick.slice(0, 2), levels(1_500, [1], 1, 3, [3, 3, 3])]
  expect([...replicationDrawing(slow, 1_500).lanes[1]!.logEnd.v]).toEqual([1, Number.NaN, 3])
})

test('nothing after the instant is drawn', () => {
  const drawing = replicationDrawing(log, 25)
  expect([...drawing.lanes[1]!.logEnd.v]).toEqual([5])
  expect([...drawing.leaderEnd.v]).toEqual([6, 9])
  expect([...drawing.highWatermark.t]).toEqual([10, 20])
  expect(drawing.acknowledged).toEqual([25])
  expect(drawing.lanes[1]!.outages).toEqual([{ broker: 2, what: 'pause', from: 15, to: undefined }])
})

test('the scale is that of the whole run, so that a replay never rescales', () => {
  expect(replicationDrawing(log, 11).offsets).toEqual({ from: 5, to: 14 })
  expect(replicationDrawing([], 0)).toMatchObject({ lanes: [], offsets: { from: 0, to: 1 } })
})
