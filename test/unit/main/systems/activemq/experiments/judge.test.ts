import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { activemqKit } from '../../../../../../src/main/systems/activemq/experiments/index.ts'
import type { Run, RunEntry, Verdict } from '../../../../../../src/shared/api/experiments.ts'
import {
  ackModes,
  ackPlan,
  crashPoints,
  expectedOutcome,
} from '../../../../../../src/shared/systems/activemq-acks.ts'
import { expectedShare, prefetchPlan } from '../../../../../../src/shared/systems/activemq-prefetch.ts'

/** Of a real network of two: what `ORRERY_KEEP_RUNS=… vitest --project try test/try/activemq.test.ts` kept, as one object. */
function recordedRun(name: string): { readonly run: Run; readonly entries: readonly RunEntry[] } {
  const file = new URL(`../../../../../fixtures/activemq/experiments/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as { run: Run; entries: RunEntry[] }
}

function judged(run: Run, entries: readonly RunEntry[]): Verdict {
  const experiment = activemqKit.experiments.find(({ info }) => info.id === run.experiment)
  if (experiment === undefined) throw new Error(run.experiment)
  return experiment.judge(entries, run.parameters)
}

const figuresOf = ({ figures }: Verdict) => Object.fromEntries(figures.map(({ id, value }) => [id, value]))

describe('a recorded run is judged by its log alone', () => {
  test.each([
    { name: 'acks-auto', answer: 'lost', told: { once: 9, lost: 3, twice: 0, again: 0 } },
    { name: 'acks-client', answer: 'twice', told: { once: 9, lost: 0, twice: 3, again: 6, flagged: 6 } },
    { name: 'acks-transacted', answer: 'once', told: { once: 12, lost: 0, twice: 0, again: 6, flagged: 6 } },
    { name: 'prefetch-1000', answer: 'none', told: { second: 0 } },
    { name: 'prefetch-1', answer: 'half', told: { held: 1 } },
  ])('$name: $answer', ({ name, answer, told }) => {
    const { run, entries } = recordedRun(name)
    const verdict = judged(run, entries)
    expect(verdict).toEqual(run.verdict)
    expect(verdict.answer).toBe(answer)
    expect(figuresOf(verdict)).toMatchObject(told)
  })

  test.each(['acks-client', 'prefetch-1'])(
    '%s, stopped in the middle, tells no answer and no figure',
    (name) => {
      const { run, entries } = recordedRun(name)
      const middle = entries.findIndex(({ what }) => what === 'killed' || what === 'worked')
      const verdict = judged(run, entries.slice(0, middle + 2))
      expect(verdict.answer).toBeUndefined()
      expect(verdict.observed).toMatch(/^The run ended before/)
      expect(figuresOf(verdict)).toMatchObject(
        name === 'prefetch-1' ? { second: null, first: null } : { once: null, lost: null },
      )
    },
  )

  test('what the first consumer never looked at comes marked as redelivered, too', () => {
    const { run, entries } = recordedRun('acks-client')
    expect(judged(run, entries).observed).toContain(
      'handed 6, 6 of them marked as redelivered; 3 of those the first one had never worked on',
    )
  })
})

test('theory: what is lost, and what is done twice, of 24 messages in batches of 4', () => {
  const outcomes = ackModes.map((mode) =>
    crashPoints.map((crash) => {
      const { lost, twice, again } = expectedOutcome(ackPlan({ mode, crash, messages: 24, batch: 4 }))
      return `${lost}/${twice}/${again}`
    }),
  )
  expect(outcomes).toEqual([
    ['12/0/0', '8/0/0', '8/0/0'],
    ['0/0/12', '0/4/12', '0/0/8'],
    ['0/0/12', '0/1/9', '0/0/8'],
    ['0/0/12', '0/0/12', '0/0/8'],
  ])
  // the last batch may be a part of one
  expect(expectedOutcome(ackPlan({ mode: 'client', crash: 'after', messages: 9, batch: 20 }))).toEqual({
    ...{ lost: 0, twice: 0, again: 0 },
  })
})

test('theory: the second one gets nothing of what was handed over, and half of what was not', () => {
  const share = (prefetch: string) => expectedShare(prefetchPlan({ prefetch, messages: 100, workMs: 10 }), 90)
  expect(share('1000')).toEqual({ second: 0, drainMs: 900 })
  expect(share('50')).toEqual({ second: 40, drainMs: 500 })
  expect(share('1')).toEqual({ second: 45, drainMs: 450 })
})
