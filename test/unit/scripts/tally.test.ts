import { expect, test } from 'vitest'
import { sum, tallyLine } from '../../../scripts/lib/tally.ts'
import { count } from '../../../scripts/lib/vitest-run.ts'

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

test('counts every test of every file', () => {
  const report = {
    testResults: [file('passed', 'passed', 'pending'), file('failed', 'passed', 'failed', 'failed')],
  }
  expect(count(report, 1)).toEqual({ passed: 2, failed: 2, skipped: 1 })
})

test('a file that did not load is a failure', () => {
  expect(count({ testResults: [file('failed')] }, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a run that failed outside its tests is a failure, also without a report', () => {
  expect(count({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(count({ testResults: [] }, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('the last line names what was skipped only if something was', () => {
  const one = { passed: 3, failed: 0, skipped: 0 }
  expect(tallyLine(sum([one, one]))).toBe('6 passed, 0 failed')
  expect(tallyLine(sum([one, { passed: 0, failed: 1, skipped: 2 }]))).toBe('3 passed, 1 failed, 2 skipped')
})
