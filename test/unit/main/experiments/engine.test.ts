import { expect, test, vi } from 'vitest'
import type { Parameters, Run } from '../../../../src/shared/api/experiments.ts'
import { bench, type Bench, targetId, when } from './bench.ts'

vi.setConfig({ testTimeout: 60_000 })

const wish = (parameters: Parameters = {}, rest: { pace?: Run['pace']; prediction?: string } = {}) => ({
  experiment: 'files/writing',
  targetId,
  parameters,
  pace: 'auto' as const,
  ...rest,
})

const isClean = { phase: 'ended', left: [] }
/** Line by line, as a person would tell what happened. */
const told = (b: Bench, run: Run, kind: string) =>
  b
    .entries(run)
    .filter((entry) => entry.kind === kind)
    .map(({ actor, what }) => `${actor} ${what}`)

test('a run from its checks to the proof that nothing is left', async () => {
  await using b = await bench()
  const begun = b.experiments.start(wish({ writers: 3 }, { prediction: 'all' }))
  expect(begun).toMatchObject({
    number: 1,
    outcome: 'running',
    phase: 'check',
    prediction: 'all',
    step: undefined,
  })
  expect(begun.id).toMatch(/^1-[0-9a-z]{4}$/)
  expect(begun.parameters).toEqual({ writers: 3, trouble: 'none', at: 0 })
  const run = await b.experiments.ended(begun.id)
  expect(run).toMatchObject({ ...isClean, outcome: 'done', error: undefined, step: undefined, isHeld: false })
  expect(run.verdict).toMatchObject({ answer: 'all', figures: [{ id: 'wrote', value: 3 }] })
  expect(run.checks.map(({ id, is }) => `${id} ${is}`)).toEqual([
    'permission ok',
    'alone ok',
    'journal ok',
    'left ok',
    'observed ok',
    'listing ok',
    'version ok',
  ])
  expect(b.files()).toEqual([])

  const entries = b.entries(run)
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index))
  expect(entries.every(({ at }, index) => index === 0 || at >= entries[index - 1]!.at)).toBe(true)
  expect(told(b, run, 'step')).toEqual(
    ['create', 'join', 'work', 'leave'].flatMap((id) => [`${id} begin`, `${id} end`]),
  )
  const name = (part: string) => `orrery.x.${run.id}.${part}`
  const resources = entries.filter(({ kind }) => kind === 'resource')
  const made = ['shared', 'of-1', 'of-2', 'of-3', 'last']
  expect(
    resources.map(({ what, data }) => `${what} ${(data as { name: string } | null)?.name ?? 'all'}`),
  ).toEqual([
    ...made.map((part) => `creating ${name(part)}`),
    ...made.toReversed().map((part) => `removed ${name(part)}`),
    'proven all',
  ])
  // whoever wasn't killed said goodbye, before its file was removed
  expect(
    told(b, run, 'client')
      .filter((line) => line.endsWith('left'))
      .toSorted(),
  ).toEqual(['w1 left', 'w2 left', 'w3 left'])
  expect(b.store.runs.list()).toEqual([JSON.parse(JSON.stringify(run))])
  expect(b.store.runs.entries(run.id, 0, 1_000_000)).toEqual(entries)
})

test('the journal is on disk before a thing is created, and the file of a run is that of its name', async () => {
  await using b = await bench()
  const { id } = b.experiments.start(wish({ trouble: 'wait' }))
  await when(b, b.experiments.book.get(id), ({ left }) => left.length > 0)
  const [head] = b.store.runs.list()
  expect(head?.left).toEqual([{ kind: 'file', name: `orrery.x.${id}.shared` }])
  expect(b.store.runs.entries(id, 0, 100).some(({ what }) => what === 'creating')).toBe(true)
  await b.experiments.cancel(id)
  expect(b.files()).toEqual([])
})

test('step by step: waits before each, goes on when told, and by itself from there when told so', async () => {
  await using b = await bench()
  const run = b.experiments.start(wish({}, { pace: 'step' }))
  await when(b, run, ({ isHeld, step }) => isHeld && step === 0)
  expect(b.files()).toEqual([])
  b.experiments.go(run.id)
  await when(b, run, ({ isHeld, step }) => isHeld && step === 1)
  expect(b.files()).toEqual([`orrery.x.${run.id}.shared`])
  b.experiments.go(run.id, 'auto')
  expect(await b.experiments.ended(run.id)).toMatchObject({ ...isClean, outcome: 'done', pace: 'auto' })
  expect(() => b.experiments.go(run.id)).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test('whoever hears that a run is held may tell it to go on at once', async () => {
  await using b = await bench()
  const held: (number | undefined)[] = []
  using _runs = b.experiments.book.onRun(({ id, isHeld, step }, isHeadNew) => {
    if (!isHeld || !isHeadNew || held.includes(step)) return
    held.push(step)
    b.experiments.go(id)
  })
  const run = b.experiments.start(wish({}, { pace: 'step' }))
  expect(await b.experiments.ended(run.id)).toMatchObject({ ...isClean, outcome: 'done' })
  expect(held).toEqual([0, 1, 2, 3])
})

test('a run that goes by itself can be held before its next step', async () => {
  await using b = await bench()
  const run = b.experiments.start(wish())
  b.experiments.go(run.id, 'step')
  await when(b, run, ({ isHeld }) => isHeld)
  await b.experiments.cancel(run.id)
  expect(b.experiments.book.get(run.id)).toMatchObject({ ...isClean, outcome: 'cancelled' })
})

test('parameters and predictions that make no sense', async () => {
  await using b = await bench()
  const wrong: [Parameters, RegExp][] = [
    [{ writers: 6 }, /Writers is 6/],
    [{ writers: 1.5 }, /Writers is 1.5/],
    [{ writers: '2' }, /Writers is 2/],
    [{ writers: NaN }, /Writers is NaN/],
    [{ trouble: 'big' }, /Trouble is big/],
    [{ readers: 1 }, /no parameter readers/],
  ]
  for (const [parameters, message] of wrong)
    expect(() => b.experiments.start(wish(parameters))).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  expect(() => b.experiments.start(wish({}, { prediction: 'none' }))).toThrow(/no answer/)
  expect(() => b.experiments.start({ ...wish(), experiment: 'files/reading' })).toThrow(/no experiment/)
  expect(() => b.experiments.start({ ...wish(), targetId: 'tape' })).toThrow(/no target tape/)
  expect(b.experiments.runs()).toEqual([])
})

test('one run at a time on a target; ended ones can be removed, and their numbers are not given again', async () => {
  await using b = await bench()
  const run = b.experiments.start(wish({ trouble: 'wait' }))
  expect(() => b.experiments.start(wish())).toThrow(/Run 1 is under way on Disk/)
  const { checks, steps } = await b.experiments.check(wish(), new AbortController().signal)
  expect(checks.find(({ id }) => id === 'alone')).toMatchObject({ is: 'refused' })
  expect(steps.map(({ id }) => id)).toEqual(['create', 'join', 'work', 'leave'])
  expect(() => b.experiments.remove(run.id)).toThrow(/under way/)
  await b.experiments.cancel(run.id)
  b.experiments.remove(run.id)
  expect(b.experiments.runs()).toEqual([])
  expect(b.experiments.start(wish()).number).toBe(2)
})

test('checking writes nothing', async () => {
  await using b = await bench()
  const { checks } = await b.experiments.check(wish(), new AbortController().signal)
  expect(checks.every(({ is }) => is === 'ok')).toBe(true)
  expect([b.store.runs.list(), b.files()]).toEqual([[], []])
})
