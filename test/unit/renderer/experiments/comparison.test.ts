import { expect, test } from 'vitest'
import {
  compareVariants,
  figureOf,
  isSameBut,
  largestOf,
} from '../../../../src/renderer/experiments/comparison.ts'
import { info, run, variant } from './a-run.ts'

const range = variant('range', 12, [9, 3, 55_400, 388, 0])
const sticky = variant('sticky', 13, [6, 0, 54_700, 402, 0])

test('each variant stands once, with its newest run like this one; the others say that they were not run', () => {
  const older = variant('range', 3, [1, 1, 1, 1, 1])
  const comparison = compareVariants(info, [run, range, older], run)
  expect(comparison?.label).toBe('Strategy')
  expect(comparison?.rows.map((row) => [row.label, row.run?.number, row.isThis])).toEqual([
    ['range', 12, false],
    ['sticky', undefined, false],
    ['cooperative sticky', 14, true],
  ])
  expect(comparison?.figures.map((figure) => figure.id)).toEqual([
    'moved',
    'needless',
    'unowned',
    'twice',
    'lost',
  ])
})

test('runs of other settings, targets and experiments are not compared', () => {
  const others = [
    { ...range, parameters: { ...range.parameters, members: 5 } },
    { ...range, targetId: 'prod' },
    { ...range, experiment: 'kafka/acks' },
  ]
  for (const other of others) expect(compareVariants(info, [run, other], run)?.rows[0]?.run).toBeUndefined()
})

test('this run stays in its row though a newer one is like it, and also before it has a verdict', () => {
  const newer = { ...run, id: '15', number: 15, began: run.began + 1e6 }
  expect(compareVariants(info, [newer, run], run)?.rows[2]?.run?.id).toBe(run.id)
  const running = { ...run, outcome: 'running' as const, verdict: undefined }
  const row = compareVariants(info, [running, range], running)?.rows[2]
  expect([row?.isThis, row?.run?.id]).toEqual([true, run.id])
})

test('a run that came to its end is preferred to a newer one that did not', () => {
  const failed = { ...range, id: '20', number: 20, began: run.began + 1e6, outcome: 'failed' as const }
  expect(compareVariants(info, [failed, run, range], run)?.rows[0]?.run?.number).toBe(12)
})

test('where the variants are numbers, those that were run have rows, in order', () => {
  const byMembers = { ...info, variants: 'members' }
  const runs = [8, 2, 4].map((members) => ({
    ...run,
    id: String(members),
    parameters: { ...run.parameters, members },
  }))
  const comparison = compareVariants(byMembers, runs, { targetId: run.targetId, parameters: run.parameters })
  expect(comparison?.rows.map((row) => row.value)).toEqual([2, 4, 8])
})

test('figures: what was not run and what was not measured are two things, and neither is zero', () => {
  const rows = compareVariants(info, [run, range], run)?.rows ?? []
  const [first, second, third] = rows
  expect(first && figureOf(first, 'unowned')?.value).toBe(55_400)
  expect(second && figureOf(second, 'unowned')).toBeUndefined()
  expect(third && figureOf(third, 'lost')?.value).toBeNull()
  expect(largestOf(rows, 'unowned')).toBe(55_400)
  expect(largestOf(rows, 'lost')).toBe(0)
})

test('equal but for one', () => {
  expect(isSameBut('strategy', range.parameters, sticky.parameters)).toBe(true)
  expect(isSameBut('members', range.parameters, sticky.parameters)).toBe(false)
  expect(isSameBut('strategy', range.parameters, { ...sticky.parameters, more: 1 })).toBe(false)
})
