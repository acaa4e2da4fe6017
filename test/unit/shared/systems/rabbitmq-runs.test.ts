import { describe, expect, test } from 'vitest'
import type { RunEntry } from '../../../../src/shared/api/experiments.ts'
import {
  deadLetterPlan,
  dyingOf,
  foldDeadLetters,
} from '../../../../src/shared/systems/rabbitmq-dead-letter-run.ts'
import {
  expectedSharing,
  fairShareOfSlow,
  foldPrefetch,
  measuredSharing,
  prefetchPlan,
} from '../../../../src/shared/systems/rabbitmq-prefetch-run.ts'
import kept from '../../../fixtures/experiments/rabbitmq-dead-letters-kept.json'
import overflow from '../../../fixtures/experiments/rabbitmq-dead-letters-overflow.json'
import rejected from '../../../fixtures/experiments/rabbitmq-dead-letters-rejected.json'
import one from '../../../fixtures/experiments/rabbitmq-prefetch-1.json'
import many from '../../../fixtures/experiments/rabbitmq-prefetch-250.json'

const entriesOf = (recorded: { readonly entries: readonly unknown[] }) =>
  recorded.entries as readonly RunEntry[]

describe('messages that die', () => {
  const upTo = (recorded: { readonly entries: readonly unknown[] }, step: string) => {
    const all = entriesOf(recorded)
    const end = all.findIndex(({ kind, what, actor }) => kind === 'step' && what === 'end' && actor === step)
    expect(end).toBeGreaterThan(0)
    return foldDeadLetters(all.slice(0, end), 20)
  }
  const fatesOf = ({ messages }: ReturnType<typeof foldDeadLetters>, round: 1 | 2) =>
    [...new Set(messages.filter((message) => message.round === round).map(({ fate }) => fate))].toSorted()

  test('are queued, dead, not found, and lost when they are not found after the repair either', () => {
    expect(fatesOf(upTo(rejected, 'declare'), 1)).toEqual(['ahead'])
    expect(fatesOf(upTo(rejected, 'publish-1'), 1)).toEqual(['queued'])
    expect(fatesOf(upTo(rejected, 'look-1'), 1)).toEqual(['dead'])
    expect(upTo(rejected, 'repair').isRepaired).toBe(true)
    const end = foldDeadLetters(entriesOf(rejected), 20)
    expect([fatesOf(end, 1), fatesOf(end, 2)]).toEqual([['lost'], ['captured']])
    expect(end).toMatchObject({ confirmed: 40, told: 0, looked: [1, 2] })
    expect(new Set(end.messages.slice(20).map(({ reason }) => reason))).toEqual(new Set(['rejected']))
  })

  test('are not lost where they are handed over at least once', () => {
    expect(fatesOf(upTo(kept, 'look-1'), 1)).toEqual(['dead'])
    const end = foldDeadLetters(entriesOf(kept), 20)
    expect([fatesOf(end, 1), fatesOf(end, 2)]).toEqual([['captured'], ['captured']])
    expect(new Set(end.messages.map(({ foundAfter }) => foundAfter))).toEqual(new Set([2]))
  })

  test('of a queue that is too long are its oldest', () => {
    const end = foldDeadLetters(entriesOf(overflow), 20)
    const plan = deadLetterPlan({ cause: 'overflow', messages: 20 })
    expect(dyingOf(plan)).toBe(16)
    expect(end.messages.slice(0, 20).map(({ fate }) => fate)).toEqual([
      ...Array.from({ length: 16 }, () => 'lost'),
      ...Array.from({ length: 4 }, () => 'used'),
    ])
  })

  test('an unknown cause is read as the first', () => {
    expect(deadLetterPlan({ cause: 'boredom', messages: 10 }).cause).toBe('rejected')
  })
})

describe('sharing by prefetch', () => {
  const plan = (prefetch: number) => prefetchPlan({ prefetch, messages: 120, fastMs: 4, slowMs: 40 })

  test('deals out in turn: half each where all fits, by speed where one does', () => {
    expect(expectedSharing(plan(250))).toMatchObject({ drainMs: 2400, done: { slow: 60, fast: 60 } })
    const fair = expectedSharing(plan(1))
    expect(fair.done).toEqual({ slow: 11, fast: 109 })
    expect(fair.busy).toBeGreaterThan(0.98)
    const between = expectedSharing(plan(10))
    expect(between.done.slow).toBeGreaterThan(fair.done.slow)
    expect(between.done.slow).toBeLessThan(60)
  })

  test('who may hold less than half of all gets it again when he has done some', () => {
    const { done } = expectedSharing({ ...plan(50), messages: 400 })
    expect(done.slow + done.fast).toBe(400)
    expect(done.slow).toBeLessThan(120)
  })

  test('two of the same speed share alike, and nobody waits', () => {
    const sharing = expectedSharing({ prefetch: 3, messages: 10, workMs: { slow: 10, fast: 10 } })
    expect(sharing).toEqual({ drainMs: 50, done: { slow: 5, fast: 5 }, busy: 1 })
  })

  test.each([
    { recorded: one, prefetch: 1 },
    { recorded: many, prefetch: 250 },
  ])('a run at $prefetch is what theory says, but for timers and lines', ({ recorded, prefetch }) => {
    const seen = foldPrefetch(entriesOf(recorded))
    const measured = measuredSharing(seen) ?? expect.fail('not all was done')
    const expected = expectedSharing(plan(prefetch))
    expect(measured.done.slow + measured.done.fast).toBe(120)
    expect(Math.abs(measured.done.slow - expected.done.slow)).toBeLessThanOrEqual(4)
    expect(measured.drainMs).toBeGreaterThanOrEqual(expected.drainMs)
    // who is given 4 ms may take 5, and is by so much less quick
    expect(fairShareOfSlow(seen, plan(prefetch))).toBeGreaterThanOrEqual(4 / 44 - 0.001)
    expect(fairShareOfSlow(seen, plan(prefetch))).toBeLessThan(0.2)
    for (const { mostUnacked } of seen.workers) expect(mostUnacked).toBeLessThanOrEqual(prefetch)
  })

  test('of a log that has only begun, nothing is said', () => {
    const seen = foldPrefetch(entriesOf(many).slice(0, 10))
    expect(measuredSharing(seen)).toBeUndefined()
    expect(seen).toMatchObject({ beganAt: undefined, drainedAt: undefined, ready: [] })
    expect(seen.workers.map(({ done }) => done)).toEqual([0, 0])
  })
})
