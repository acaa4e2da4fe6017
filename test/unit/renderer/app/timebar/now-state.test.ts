import { expect, test } from 'vitest'
import { nowState } from '../../../../../src/renderer/app/timebar/now-state.ts'
import type { TargetState } from '../../../../../src/shared/api/targets.ts'

const target = (change: Partial<TargetState> = {}): TargetState => ({
  config: {
    id: 't1',
    name: 'prod',
    system: 'kafka',
    endpoints: ['127.0.0.1:9092'],
    options: {},
    permission: 'observe',
    intervalMs: 5000,
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  },
  condition: 'observed',
  summary: '',
  findings: { critical: 0, warning: 0, info: 0 },
  unknownRules: 0,
  capabilities: [],
  ...change,
})
const error = { code: 'refused' as const, message: 'refused', details: {}, at: 0, tries: 3, nextTryAt: 0 }
const base = { at: 'live' as const, sampledAt: 100_000, gap: undefined, now: 102_000 }

test('live only while samples come in time', () => {
  expect(nowState({ ...base, target: target() }).is).toBe('live')
  expect(nowState({ ...base, target: target(), now: 113_000 }).is).toBe('late')
  expect(nowState({ ...base, target: target({ condition: 'failing', error }) })).toMatchObject({
    is: 'late',
    tries: 3,
  })
})

test('without a sample it waits, and says whether that failed', () => {
  expect(nowState({ ...base, target: target(), sampledAt: undefined })).toMatchObject({
    is: 'waiting',
    failed: false,
  })
  const failing = target({ condition: 'failing', error })
  expect(nowState({ ...base, target: failing, sampledAt: undefined })).toMatchObject({
    is: 'waiting',
    failed: true,
  })
})

test('the past is the past, whatever the target does now', () => {
  const failing = target({ condition: 'failing', error })
  expect(nowState({ ...base, target: failing, at: 90_000 })).toEqual({
    is: 'paused',
    at: 90_000,
    isRecorded: false,
  })
  const gap = { from: 80_000, to: 95_000 }
  expect(nowState({ ...base, target: target(), at: 90_000, gap })).toMatchObject({
    is: 'gap',
    at: 90_000,
    showing: 80_000,
    next: 95_000,
  })
})
