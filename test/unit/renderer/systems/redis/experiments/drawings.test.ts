import { expect, test } from 'vitest'
import type { RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { lockDrawing } from '../../../../../../src/renderer/systems/redis/experiments/lock-drawing.ts'
import {
  isAway,
  readText,
  readTone,
  redirectsDrawing,
} from '../../../../../../src/renderer/systems/redis/experiments/redirects-drawing.ts'
import apart from '../../../../../fixtures/redis/experiments/lock-apart.json'
import fenced from '../../../../../fixtures/redis/experiments/lock-fenced.json'
import paused from '../../../../../fixtures/redis/experiments/lock-paused.json'
import both from '../../../../../fixtures/redis/experiments/redirects-both.json'
import sticky from '../../../../../fixtures/redis/experiments/redirects-sticky.json'

interface Recorded {
  readonly run: { readonly parameters: Readonly<Record<string, string | number>> }
  readonly entries: readonly unknown[]
}
const entriesOf = ({ entries }: Recorded) => entries as readonly RunEntry[]
const moved = (recorded: Recorded, until = Infinity) =>
  redirectsDrawing(entriesOf(recorded), until, recorded.run.parameters)
const locked = (recorded: Recorded, until = Infinity) =>
  lockDrawing(entriesOf(recorded), until, false) ?? expect.fail('nothing is drawn')

test('a column for every reading of the run, also before it has come', () => {
  const { columns, phases } = moved(both)
  expect(columns.every(({ round }) => round !== undefined)).toBe(true)
  expect(phases.map(({ phase, from, to }) => [phase, to - from])).toEqual([
    ['home', 1],
    ['open', 1],
    ['moving', 5],
    ['moved', 1],
    ['assigned', 2],
  ])
  for (const { phase, from, to } of phases)
    for (const { round } of columns.slice(from, to)) expect(round?.phase).toBe(phase)
  const [first] = columns
  const early = moved(both, (first?.round?.at ?? 0) + 1)
  expect([early.columns.length, early.columns.filter(({ round }) => round !== undefined).length]).toEqual([
    columns.length,
    1,
  ])
})

test('what stands in a cell is what the client got, and where the key was', () => {
  const { columns } = moved(sticky)
  const half = columns.find(({ round }) => round?.moved === 3)?.round ?? expect.fail('no half')
  expect(half.single.map((_, key) => isAway(half, key))).toEqual([true, true, true, false, false, false])
  expect(half.single.map(readTone)).toEqual(['value', 'value', 'value', 'null', 'null', 'null'])
  expect([readText(half.all, false), readText(half.all, true)]).toEqual(['TRYAGAIN', 'T'])
  const followed = moved(both).columns.find(({ round }) => round?.moved === 3)?.round?.single[0]
  expect(followed && [readTone(followed), readText(followed, false), readText(followed, true)]).toEqual([
    'followed',
    '→ ASK',
    '',
  ])
})

test('a lock without a time to live is one stretch without an end', () => {
  const { stretches, both: twice, bars } = locked(apart)
  expect(stretches.map(({ owner }) => owner)).toEqual(['a'])
  expect(stretches[0]?.points.every(({ ttlMs }) => ttlMs === null)).toBe(true)
  expect([twice, bars.map(({ client, is }) => `${client} ${is}`)]).toEqual([[], ['b waiting', 'a owning']])
})

test.each([
  ['paused', paused, true],
  ['fenced', fenced, false],
])('%s: two own at once, and the late write is taken or not', (_name, recorded, isTaken) => {
  const { stretches, both: twice, tally, span } = locked(recorded)
  expect(stretches.map(({ owner }) => owner)).toEqual(['a', 'b'])
  for (const { points } of stretches) {
    const ttls = points.map(({ ttlMs }) => ttlMs ?? 0)
    expect(ttls).toEqual(ttls.toSorted((one, other) => other - one))
  }
  expect(twice.length).toBeGreaterThan(0)
  expect(twice.every(({ from, to }) => from >= span.from && to <= span.to)).toBe(true)
  expect(tally.writes.map(({ isLate, accepted }) => [isLate, accepted])).toEqual([
    [false, true],
    [true, isTaken],
  ])
})

test('a replay draws nothing of what comes after the cursor, and never rescales', () => {
  const whole = locked(paused)
  const [firstWrite] = whole.tally.writes
  const part = locked(paused, (firstWrite?.at ?? 0) + 1)
  expect([part.span, part.tally.writes.length, part.both]).toEqual([whole.span, 1, part.both])
  expect(Math.max(...part.bars.map(({ to }) => to))).toBeLessThanOrEqual((firstWrite?.at ?? 0) + 1)
})
