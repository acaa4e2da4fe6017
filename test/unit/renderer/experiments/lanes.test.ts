import { expect, test } from 'vitest'
import { placeLabels } from '../../../../src/renderer/experiments/fallback/labels.ts'
import { lanesOf, thinned } from '../../../../src/renderer/experiments/fallback/lanes.ts'
import type { RunEntry } from '../../../../src/shared/api/experiments.ts'
import { began, entries } from './a-run.ts'

test('who acts has a lane, in the order of first words; Orrery stands last', () => {
  const names = lanesOf(entries, Infinity).map((lane) => lane.name)
  expect(names).toEqual(['controller', 'm1', 'm2', 'm3', 'm4', 'coordinator', 'orrery'])
})

test('nothing after the shown instant is drawn', () => {
  const until = began + 20_000
  const lanes = lanesOf(entries, until)
  expect(lanes.map((lane) => lane.name)).not.toContain('coordinator')
  expect(lanes.flatMap((lane) => lane.ticks).every((tick) => tick.at <= until)).toBe(true)
  expect(lanes.find((lane) => lane.name === 'm2')?.last).toBe('revoke 5, commit, rejoin')
})

test('a client that was killed ends there, until it comes back', () => {
  const m2 = (s: number) => lanesOf(entries, began + s * 1000).find((lane) => lane.name === 'm2')
  expect(m2(31)?.to).toBe(began + 30_000)
  expect(m2(56)?.to).toBeUndefined()
})

const fault = (seq: number, what: string): RunEntry => ({
  ...{ seq, at: began + seq * 1000, kind: 'fault', actor: 'broker/1', what, says: what, data: null },
})

test('a paused server is out until it goes on', () => {
  const log = [fault(1, 'pause'), fault(5, 'resume'), fault(7, 'kill')]
  const [lane] = lanesOf(log, Infinity)
  expect(lane?.outages).toEqual([
    { from: began + 1000, to: began + 5000, what: 'pause' },
    { from: began + 7000, to: undefined, what: 'kill' },
  ])
})

test('ten thousand ticks draw as many as there are px, and none of the bad ones is hidden', () => {
  const ticks = Array.from({ length: 10_000 }, (_, seq) => ({
    at: seq,
    seq,
    tone: seq % 997 === 0 ? ('bad' as const) : ('ok' as const),
  }))
  const drawn = thinned(ticks, (at) => at / 20)
  expect(drawn.length).toBeLessThanOrEqual(501)
  const badPx = new Set(ticks.filter((tick) => tick.tone === 'bad').map((tick) => Math.round(tick.at / 20)))
  expect(drawn.filter((tick) => tick.tone === 'bad')).toHaveLength(badPx.size)
})

test('words above marks never cover each other and stay inside', () => {
  const marks = [5, 8, 60, 62, 64, 300, 398].map((x) => ({ x, text: 'm2 is killed' }))
  const placed = placeLabels(marks, { from: 0, to: 400 })
  const half = (12 * 5.9) / 2
  for (const row of [0, 1] as const) {
    const xs = placed.flatMap((label) => (label?.row === row ? [label.x] : []))
    for (const [index, x] of xs.entries()) {
      expect(x - half).toBeGreaterThanOrEqual(0)
      expect(x + half).toBeLessThanOrEqual(400)
      if (index > 0) expect(x - (xs[index - 1] ?? 0)).toBeGreaterThanOrEqual(2 * half)
    }
  }
  expect(placed.some((label) => label === undefined)).toBe(true)
})
