import { expect, test } from 'vitest'
import { outcomeOf, wasRight } from '../../../../src/renderer/experiments/outcome.ts'
import { phaseStates } from '../../../../src/renderer/experiments/phases.ts'
import { run } from './a-run.ts'

const left = [{ kind: 'topic', name: 'orrery.x.14-k3f9.orders' }]

test('a run that acts has what lies before behind it, and the rest ahead', () => {
  expect(phaseStates({ ...run, phase: 'act', outcome: 'running', verdict: undefined })).toEqual([
    ...['done', 'done', 'done', 'now', 'ahead', 'ahead'],
  ])
})

test('what did not happen is never done', () => {
  expect(phaseStates({ ...run, prediction: undefined })[1]).toBe('skipped')
  expect(phaseStates({ ...run, outcome: 'refused', verdict: undefined })).toEqual([
    ...['done', 'done', 'done', 'skipped', 'skipped', 'skipped'],
  ])
  expect(phaseStates({ ...run, outcome: 'interrupted', left })[5]).toBe('cut')
  expect(phaseStates({ ...run, outcome: 'cancelled' })[3]).toBe('cut')
  expect(phaseStates({ ...run, outcome: 'failed', verdict: undefined })[4]).toBe('skipped')
})

test('a run that left something is never green', () => {
  expect(outcomeOf(run)).toEqual({ tone: 'ok', word: 'done' })
  expect(outcomeOf({ ...run, left })).toEqual({ tone: 'warn', word: 'done, not clean' })
  expect(outcomeOf({ ...run, outcome: 'running', isHeld: true }).word).toBe('held')
})

test('without a prediction, or an answer, nobody was right or wrong', () => {
  const { verdict } = run
  if (verdict === undefined) throw new Error('a run with a verdict')
  expect(wasRight(run)).toBe(true)
  expect(wasRight({ ...run, prediction: 'all' })).toBe(false)
  expect(wasRight({ ...run, prediction: undefined })).toBeUndefined()
  expect(wasRight({ ...run, verdict: { ...verdict, answer: undefined } })).toBeUndefined()
  expect(wasRight({ ...run, verdict: undefined })).toBeUndefined()
})
