import { expect, test } from 'vitest'
import { actorsOf, countUntil, isListed, neighbour } from '../../../../src/renderer/experiments/log/log.ts'
import { prefixOf } from '../../../../src/renderer/experiments/log/names.ts'
import { resourceTraces, isProvenClean } from '../../../../src/renderer/experiments/log/resources.ts'
import { formatRunTick, formatRunTime, runTicks } from '../../../../src/renderer/experiments/log/run-time.ts'
import { stepSpans } from '../../../../src/renderer/experiments/log/steps.ts'
import { sentence } from '../../../../src/renderer/experiments/run/Announcer.tsx'
import type { RunEntry } from '../../../../src/shared/api/experiments.ts'
import { began, entries, run } from './a-run.ts'

test('at every instant exactly the entries at or before it count', () => {
  for (let s = -1; s < 70; s += 0.1) {
    const until = began + s * 1000
    expect(countUntil(entries, until)).toBe(entries.filter((entry) => entry.at <= until).length)
  }
})

test('stepping forth and back visits every instant that says something, in order', () => {
  const instants = [...new Set(entries.filter(isListed).map((entry) => entry.at))]
  const visited: number[] = []
  for (let at = -Infinity; ;) {
    const next = neighbour(entries, at, 1)
    if (next === undefined) break
    visited.push((at = next.at))
  }
  expect(visited).toEqual(instants)
  const back: number[] = []
  for (let at = Infinity; ;) {
    const next = neighbour(entries, at, -1)
    if (next === undefined) break
    back.unshift((at = next.at))
  }
  expect(back).toEqual(instants)
})

test('those who speak are listed once, steps are nobody', () => {
  expect(actorsOf(entries)).toEqual(['controller', 'm1', 'm2', 'm3', 'm4', 'coordinator', 'clean-up'])
})

test('a step that did not end has begun only', () => {
  const cut = entries.filter((entry) => entry.at < began + 31_000)
  const spans = stepSpans(run, cut)
  expect(spans.map(({ began: from, ended }) => [from !== undefined, ended !== undefined])).toEqual([
    [true, true],
    [true, true],
    [true, true],
    [true, false],
    [false, false],
  ])
})

test('what was made is followed from the journal to the proof that holds for all', () => {
  const states = (s: number) =>
    resourceTraces(entries.slice(0, countUntil(entries, began + s * 1000))).map((trace) => trace.state)
  expect(states(0.1)).toEqual([])
  expect(states(5)).toEqual(['creating', 'creating'])
  expect(states(61.3)).toEqual(['creating', 'removed'])
  expect(states(62)).toEqual(['proven', 'proven'])
})

test('a proof of one thing proves nothing of the others', () => {
  const about = (seq: number, what: string, name: string): RunEntry => ({
    ...{ seq, at: began + seq, kind: 'resource', actor: 'journal', what, says: '' },
    data: { kind: 'topic', name },
  })
  const traces = resourceTraces([
    about(0, 'creating', 'a'),
    about(1, 'creating', 'b'),
    about(2, 'proven', 'a'),
  ])
  expect(traces.map(({ name, state }) => [name, state])).toEqual([
    ['a', 'proven'],
    ['b', 'creating'],
  ])
})

test('clean is only what has ended and left nothing', () => {
  expect(isProvenClean(run)).toBe(true)
  expect(isProvenClean({ ...run, phase: 'clean-up' })).toBe(false)
  expect(isProvenClean({ ...run, left: [{ kind: 'topic', name: 'a' }] })).toBe(false)
})

test('times of a run', () => {
  expect([0, 12_440, 59_949, 59_950, 61_900, 3_600_000].map(formatRunTime)).toEqual([
    '0.0',
    '12.4',
    '59.9',
    '1:00.0',
    '1:01.9',
    '60:00.0',
  ])
  expect(runTicks(61_900, 8)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
  expect(runTicks(4_000, 8)).toHaveLength(9)
  expect(formatRunTick(150_000)).toBe('2:30')
})

test('there are never more ticks than there is room for', () => {
  for (let ms = 100; ms < 3e6; ms *= 1.7)
    for (const most of [1, 3, 10]) expect(runTicks(ms, most).length).toBeLessThanOrEqual(most + 1)
})

test('what is said aloud is the worst of what is new, and how many there were', () => {
  const crash = entries.filter(
    (entry) => entry.at >= began + 30_000 && entry.at <= began + 41_000 && isListed(entry),
  )
  expect(sentence(crash, began)).toBe('40.0\u00a0s, coordinator: drops m2: silent for 10 s; 4 more')
  expect(sentence(crash.slice(-1), began)).toBe('40.6\u00a0s, m3: generation 7: 4 → m3')
  expect(sentence([], began)).toBeUndefined()
})

test('the names of a run are known, also of one in a recording', () => {
  expect(prefixOf(run)).toBe('orrery.x.14-k3f9.')
  expect(prefixOf({ id: 'recorded-kafka-experiments-lab-kafka-17-kzib' })).toBe('orrery.x.17-kzib.')
  expect(resourceTraces(entries).every(({ name }) => name.startsWith(prefixOf(run)))).toBe(true)
})
