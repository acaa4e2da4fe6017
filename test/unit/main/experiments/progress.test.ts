import { expect, test } from 'vitest'
import { endLine, line, type Line } from '../../../../src/main/experiments/line.ts'
import { advance, headOf, notBegun } from '../../../../src/main/experiments/progress.ts'
import type { Resource, Run, RunEntry } from '../../../../src/shared/api/experiments.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { below, pick, type Random, seeded } from '../store/random.ts'

const entry = (told: Line, seq: number): RunEntry => ({ seq, at: 1_000 + seq, ...told })
const progressOf = (lines: readonly Line[]) => lines.map(entry).reduce(advance, notBegun('auto'))

const resources: readonly Resource[] = ['topic a', 'group a', 'topic b', 'fault pause b:1'].map((each) => {
  const [kind = '', ...name] = each.split(' ')
  return { kind, name: name.join(' ') }
})

/** A line of the journal, or one that has nothing to do with it. */
function randomLine(random: Random): Line {
  const resource = pick(random, resources)
  switch (below(random, 7)) {
    case 0:
    case 1:
    case 2:
      return line.resource('creating', resource, '')
    case 3:
      return line.resource('removed', resource, '')
    case 4:
      return line.resource('proven', resource, '')
    case 5:
      return random() < 0.2 ? line.allProven('') : line.phase('act', '')
    default:
      return { kind: 'client', actor: 'm1', what: pick(random, ['creating', 'proven']), says: '', data: null }
  }
}

test('for every prefix of a log, left is what was written down and is not proven gone since', () => {
  const random = seeded(7)
  for (let round = 0; round < 200; round++) {
    const lines = Array.from({ length: below(random, 40) }, () => randomLine(random))
    for (let end = 0; end <= lines.length; end++) {
      const prefix = lines.slice(0, end)
      const isLeft = ({ kind, name }: Resource) => {
        const at = (what: string, isAll: boolean) =>
          prefix.findLastIndex(({ kind: of, what: word, data }) => {
            if (of !== 'resource' || word !== what) return false
            const named = data as unknown as Resource | null
            return named === null ? isAll : named.kind === kind && named.name === name
          })
        return at('creating', false) > at('proven', true)
      }
      const left = progressOf(prefix).left.map(({ kind, name }) => `${kind} ${name}`)
      expect(new Set(left)).toEqual(
        new Set(resources.filter(isLeft).map(({ kind, name }) => `${kind} ${name}`)),
      )
      expect(left.length).toBe(new Set(left).size)
    }
  }
})

test('what is left stands in the order in which it was written down: it is removed in reverse', () => {
  const [a, b, c] = resources as [Resource, Resource, Resource]
  const lines = [a, b, c, a].map((each) => line.resource('creating', each, ''))
  expect(progressOf(lines).left).toEqual([b, c, a])
})

test('how it ended, and what was left, become one error; the latter goes when all is proven gone', () => {
  const failure = new OrreryError('timeout', 'No answer from m2', { fix: 'Look at m2.' })
  const unclean = new OrreryError('refused', 'Left on the cluster: topic a', { fix: 'Clean up again.' })
  const lines = [
    line.resource('creating', resources[0]!, ''),
    line.failed(failure),
    line.failed(new OrreryError('bug', 'One that follows from it')),
    line.unclean(unclean),
  ]
  expect(headOf(progressOf(lines)).error).toMatchObject({
    code: 'timeout',
    message: 'No answer from m2. Left on the cluster: topic a',
    fix: 'Clean up again.',
  })
  expect(headOf(progressOf([...lines, line.allProven('')])).error).toEqual(failure.toData())
  expect(headOf(progressOf(lines.toSpliced(1, 2))).error).toEqual(unclean.toData())
})

test('a run ends once: a later clean-up changes neither when nor how', () => {
  const run = { left: [] } as unknown as Run
  const lines = [endLine(run, 'failed'), line.phase('clean-up', ''), endLine(run, 'done')]
  const after = (count: number) => progressOf(lines.slice(0, count))
  expect(after(1)).toMatchObject({ phase: 'ended', outcome: 'failed', ended: 1_000 })
  expect(after(2)).toMatchObject({ phase: 'clean-up', outcome: 'failed', ended: 1_000 })
  expect(after(3)).toMatchObject({ phase: 'ended', outcome: 'failed', ended: 1_000 })
})

test('a step is held, begins, and is none any more when its phase is over', () => {
  const step = { id: 'join', title: 'A member joins', says: '' }
  const lines = [line.step('held', step, 2), line.step('begin', step, 2), line.phase('result', '')]
  const after = (count: number) => {
    const { step: index, isHeld } = progressOf(lines.slice(0, count))
    return [index, isHeld]
  }
  expect([after(0), after(1), after(2), after(3)]).toEqual([
    [undefined, false],
    [2, true],
    [2, false],
    [undefined, false],
  ])
})
