import { expect, test } from 'vitest'
import { wordNow, wordOf, wordThen } from '../../../../src/renderer/app/target-words.ts'
import type { TargetState } from '../../../../src/shared/api/targets.ts'

const target = (change: Partial<TargetState> = {}): TargetState => ({
  config: {
    id: 't1',
    name: 'prod',
    system: 'kafka',
    endpoints: [],
    options: {},
    permission: 'observe',
    intervalMs: 5000,
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  },
  condition: 'observed',
  summary: '',
  extent: { from: 1_000_000, to: 2_000_000 },
  findings: { critical: 0, warning: 0, info: 0 },
  unknownRules: 0,
  capabilities: [],
  ...change,
})
const ok = { at: 0, findings: [], verdicts: [{ rule: 'r', title: 'r', is: 'ok' as const }] }

test('only what is observed now may be green', () => {
  expect(wordNow(target()).tone).toBe('ok')
  for (const condition of ['connecting', 'failing', 'stopped', 'recorded'] as const)
    expect(wordNow(target({ condition })).tone).not.toBe('ok')
})

test('the worst severity gives the tone, information alone is no alarm', () => {
  expect(wordOf({ critical: 1, warning: 2, info: 5 })).toEqual({ tone: 'bad', word: '3 findings' })
  expect(wordOf({ critical: 0, warning: 1, info: 0 })).toEqual({ tone: 'warn', word: '1 finding' })
  expect(wordOf({ critical: 0, warning: 0, info: 9 }).tone).toBe('ok')
})

test('before the first sample and after the last one it was not seen', () => {
  expect(wordThen(target(), 999_999, ok).word).toBe('not seen')
  expect(wordThen(target(), 2_100_000, ok).word).toBe('not seen')
  expect(wordThen(target(), 1_500_000, ok).word).toBe('ok')
})

test('an instant that no rule judged is not ok', () => {
  expect(wordThen(target(), 1_500_000, { at: 0, findings: [], verdicts: [] }).tone).toBe('unknown')
  expect(wordThen(target(), 1_500_000, undefined).tone).toBe('unknown')
})
