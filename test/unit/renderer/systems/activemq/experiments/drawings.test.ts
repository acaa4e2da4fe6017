import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acksDrawing } from '../../../../../../src/renderer/systems/activemq/experiments/acks-drawing.ts'
import { prefetchDrawing } from '../../../../../../src/renderer/systems/activemq/experiments/prefetch-drawing.ts'
import type { Run, RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { ackPlan } from '../../../../../../src/shared/systems/activemq-acks.ts'

/** Of a real network of two: what `ORRERY_KEEP_RUNS=… vitest --project try test/try/activemq.test.ts` kept, as one object. */
function recordedRun(name: string): { readonly run: Run; readonly entries: readonly RunEntry[] } {
  const file = new URL(`../../../../../fixtures/activemq/experiments/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as { run: Run; entries: RunEntry[] }
}

const atOf = (entries: readonly RunEntry[], what: string) =>
  entries.find((entry) => entry.what === what)?.at ?? NaN

describe('acknowledgement', () => {
  const { run, entries } = recordedRun('acks-client')
  const at = (until: number) => acksDrawing(entries, ackPlan(run.parameters), until)
  const numbersOf = (
    drawing: ReturnType<typeof at>,
    holds: (cell: (typeof drawing.cells)[number]) => boolean,
  ) => drawing.cells.filter(holds).map(({ number }) => number)

  test('before the first consumer nothing is held, worked on or found', () => {
    const drawing = at(entries[0]?.at ?? 0)
    expect(drawing.consumers).toEqual([])
    expect(drawing.cells).toHaveLength(12)
    expect(numbersOf(drawing, ({ by, heldBy }) => by.length > 0 || heldBy !== undefined)).toEqual([])
  })

  test('when it stands still, it holds what it has not acknowledged', () => {
    const drawing = at(atOf(entries, 'halted'))
    expect(numbersOf(drawing, ({ isAcknowledged }) => isAcknowledged)).toEqual([0, 1, 2, 3, 4, 5])
    expect(numbersOf(drawing, ({ heldBy }) => heldBy === 0)).toEqual([6, 7, 8, 9, 10, 11])
    expect(numbersOf(drawing, ({ by }) => by.length > 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('a dead one holds nothing', () => {
    const drawing = at(atOf(entries, 'killed'))
    expect(drawing.consumers).toEqual([{ name: 'consumer-1', isDead: true }])
    expect(numbersOf(drawing, ({ heldBy }) => heldBy !== undefined)).toEqual([])
  })

  test('in the end: what was redelivered, and what took effect twice', () => {
    const drawing = at(Infinity)
    expect(numbersOf(drawing, ({ isRedelivered }) => isRedelivered)).toEqual([6, 7, 8, 9, 10, 11])
    expect(numbersOf(drawing, ({ effect }) => effect === 'twice')).toEqual([6, 7, 8])
    expect(numbersOf(drawing, ({ by }) => by.length === 2)).toEqual([6, 7, 8])
    expect(drawing.queue).toMatchObject({ size: 0 })
  })

  test('with auto all counts as acknowledged when it is handed over', () => {
    const auto = recordedRun('acks-auto')
    const drawing = acksDrawing(auto.entries, ackPlan(auto.run.parameters), atOf(auto.entries, 'delivered'))
    expect(drawing.cells.every(({ isAcknowledged, heldBy }) => isAcknowledged && heldBy === undefined)).toBe(
      true,
    )
  })
})

describe('prefetch', () => {
  test('before anything is in the queue there is nothing to draw', () => {
    const { entries } = recordedRun('prefetch-1')
    const before = entries.slice(
      0,
      entries.findIndex(({ what }) => what === 'queue'),
    )
    expect(prefetchDrawing(before, Infinity, true)).toBeUndefined()
  })

  test.each([
    ['prefetch-1000', 90],
    ['prefetch-1', 1],
  ])('%s: the first one holds at most what it may, and the span is that of the whole run', (name, held) => {
    const { entries } = recordedRun(name)
    const drawing = prefetchDrawing(entries, Infinity, false)
    const [first, second] = drawing?.holders ?? []
    const most = Math.max(...(first?.held.map(({ count }) => count) ?? []))
    if (name === 'prefetch-1') expect(most).toBe(held)
    else expect(most).toBeGreaterThanOrEqual(held)
    expect((first?.workedAt.length ?? 0) + (second?.workedAt.length ?? 0)).toBe(100)
    const early = prefetchDrawing(entries, first?.workedAt[5] ?? 0, false)
    expect(early?.span).toEqual(drawing?.span)
    expect(early?.holders.map(({ workedAt }) => workedAt.length)).toEqual([6, 0])
    expect(early?.holders[1]?.since).toBeUndefined()
  })
})
