import { expect, test } from 'vitest'
import type { RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { stretchOf, ticksWithin } from '../../../../../../src/renderer/systems/stage-axis.ts'
import { locksDrawing } from '../../../../../../src/renderer/systems/zookeeper/experiments/locks-drawing.ts'
import {
  watchesDrawing,
  withRoom,
} from '../../../../../../src/renderer/systems/zookeeper/experiments/watches-drawing.ts'
import herd from '../../../../../fixtures/zookeeper/experiments/locks-herd.json'
import queue from '../../../../../fixtures/zookeeper/experiments/locks-queue.json'
import oneShot from '../../../../../fixtures/zookeeper/experiments/watches-one-shot.json'
import recursive from '../../../../../fixtures/zookeeper/experiments/watches-recursive.json'

const entriesOf = (recorded: { readonly entries: readonly unknown[] }) =>
  recorded.entries as readonly RunEntry[]
const never = Infinity

function watched(recorded: { readonly entries: readonly unknown[] }, until = never) {
  return watchesDrawing(entriesOf(recorded), until, false) ?? expect.fail('nothing is drawn')
}
function locked(recorded: { readonly entries: readonly unknown[] }, until = never) {
  return locksDrawing(entriesOf(recorded), until, false) ?? expect.fail('nothing is drawn')
}

test('without a watch nothing is told: all changes in blind stretches have no notification', () => {
  const { changes, blind } = watched(oneShot)
  const inBlind = changes.filter(({ at }) => blind.some(({ from, to }) => at > from && at < to))
  expect(inBlind.length).toBe(6)
  expect(inBlind.filter(({ toldAt }) => toldAt !== undefined)).toEqual([])
})

test('watches and blind stretches follow each other without a gap; a persistent watch has none', () => {
  const { armed, blind } = watched(oneShot)
  expect(blind.map(({ from }) => from)).toEqual(armed.slice(0, -1).map(({ to }) => to))
  expect(blind.map(({ to }) => to)).toEqual(armed.slice(1).map(({ from }) => from))
  expect(watched(recursive)).toMatchObject({ armed: [{}], blind: [] })
})

test('each read answers a notification that came before it', () => {
  for (const recorded of [oneShot, recursive]) {
    const { reads } = watched(recorded)
    expect(reads[0]?.since).toBeUndefined()
    for (const { at, since } of reads.slice(1)) expect(since).toBeLessThan(at)
  }
})

test('a herd is a line over all that wait, a queue a line to the next', () => {
  const rows = ({ fans }: ReturnType<typeof locked>) => fans.map((fan) => fan.rows.length)
  expect(rows(locked(herd))).toEqual([5, 4, 3, 2, 1, 0])
  expect(rows(locked(queue))).toEqual([1, 1, 1, 1, 1, 0])
  for (const { rows: woken, byRow } of locked(queue).fans.slice(0, -1)) expect(woken).toEqual([byRow + 1])
})

test('the lock of a dead owner is nobody’s until somebody owns again', () => {
  for (const recorded of [herd, queue]) {
    const { vacancies, lanes } = locked(recorded)
    const dead = lanes.flatMap(({ bars }) => bars).filter(({ is }) => is === 'expiring')
    expect(vacancies.length).toBe(1)
    expect(vacancies[0]?.from).toBe(dead[0]?.from)
    // the 2 s of the session, less a third for its last ping
    expect((vacancies[0]?.to ?? 0) - (vacancies[0]?.from ?? 0)).toBeGreaterThan(1333)
  }
})

test.each([oneShot, recursive])(
  'a replay of watches draws nothing from after its instant, on the same axis',
  (recorded) => {
    const whole = watched(recorded)
    for (const { at } of entriesOf(recorded)) {
      const drawing = watched(recorded, at)
      expect(drawing.span).toEqual(whole.span)
      for (const change of drawing.changes) expect(change.at).toBeLessThanOrEqual(at + 1)
      for (const { to } of drawing.armed) expect(to).toBeLessThanOrEqual(at + 1)
    }
  },
)

test.each([herd, queue])('a replay of locks keeps its lanes and its axis from the beginning', (recorded) => {
  const whole = locked(recorded)
  const names = whole.lanes.map(({ contender }) => contender)
  for (const { at } of entriesOf(recorded)) {
    const drawing = locked(recorded, at)
    expect([drawing.span, drawing.lanes.map(({ contender }) => contender)]).toEqual([whole.span, names])
    for (const { to } of drawing.lanes.flatMap(({ bars }) => bars)) expect(to).toBeLessThanOrEqual(at + 1)
  }
})

test('nothing is drawn before something happens', () => {
  expect(watchesDrawing([], 0, true)).toBeUndefined()
  expect(locksDrawing(entriesOf(herd).slice(0, 3), 0, true)).toBeUndefined()
})

test('ticks are round offsets from the begin of the run, within the stretch', () => {
  expect(ticksWithin(1000, { from: 1350, to: 1850 }, 6).map(({ offsetMs }) => offsetMs)).toEqual([
    400, 500, 600, 700, 800,
  ])
  expect(ticksWithin(1000, { from: 900, to: 3100 }, 3).map(({ at }) => at)).toEqual([1000, 2000, 3000])
})

test('the axis of a log that goes on grows with now, and is never shorter than its least', () => {
  expect(stretchOf([100, 200], undefined, 1000)).toEqual({ from: 70, to: 1150 })
  expect(stretchOf([100, 200], 5100, 1000)).toEqual({ from: -50, to: 5350 })
  expect(stretchOf([], 5100, 1000)).toBeUndefined()
})

test('numbers give way where marks stand too close', () => {
  expect(withRoom([0, 10, 17, 30, 34], 17)).toEqual([true, false, true, false, true])
})
