import { existsSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { ExperimentTarget } from '../../../../src/main/experiments/parts.ts'
import type { Run } from '../../../../src/shared/api/experiments.ts'
import type { Fault } from '../../../../src/main/systems/experiment.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { bench, type Bench, type BenchOptions, limitsMs, targetId, targetIn, when } from './bench.ts'
import type { Trouble } from './files.ts'

vi.setConfig({ testTimeout: 60_000 })

const stepsOfIt = ['create', 'join', 'work', 'leave']

function start({ experiments }: Bench, trouble: Trouble = 'none', at = 0): Run {
  return experiments.start({
    experiment: 'files/writing',
    targetId,
    parameters: { trouble, at },
    pace: 'auto',
  })
}

const ran = (b: Bench, trouble?: Trouble, at?: number) => b.experiments.ended(start(b, trouble, at).id)
const isClean = { phase: 'ended', left: [] }

describe('refused', () => {
  const refusals: [string, BenchOptions, Partial<Run['checks'][number]>][] = [
    [
      'without permission',
      { target: { permission: 'observe' } },
      { id: 'permission', says: 'Disk is only observed' },
    ],
    ['no sample yet', { target: { condition: 'connecting' } }, { id: 'observed' }],
    [
      'a cluster that fails',
      {
        target: {
          condition: 'failing',
          error: { code: 'refused', message: 'Nobody listens', fix: 'Start it.', details: {} },
        },
      },
      { id: 'observed', says: 'Nobody listens', fix: 'Start it.' },
    ],
    [
      'a journal that would not last',
      { parts: { journalProblem: () => 'The disk is full' } },
      { id: 'journal', says: 'The disk is full' },
    ],
    [
      'secrets that cannot be read',
      { target: { connection: () => Promise.reject(new OrreryError('not-found', 'No password')) } },
      { id: 'needs', says: 'No password' },
    ],
    [
      'a cluster that cannot be listed',
      {
        target: {
          connection: async () => ({ ...(await targetIn('').connection()), options: { folder: '/nowhere' } }),
        },
      },
      { id: 'listing' },
    ],
  ]
  test.each(refusals)('%s', async (_what, options, refusal) => {
    await using b = await bench(options)
    const run = await ran(b)
    expect(run).toMatchObject({ ...isClean, outcome: 'refused', verdict: undefined, error: undefined })
    const refused = run.checks.filter(({ is }) => is === 'refused')
    expect(refused[0]).toMatchObject(refusal)
    expect(refused[0]?.says).not.toBe('')
    expect(b.files()).toEqual([])
    expect(b.entries(run).filter(({ kind }) => kind !== 'engine')).toEqual([])
  })

  test('a fault where the servers are somebody’s own', async () => {
    await using b = await bench()
    const { id } = b.experiments.start({
      experiment: 'files/stopping',
      targetId,
      parameters: {},
      pace: 'auto',
    })
    const run = await b.experiments.ended(id)
    expect(run).toMatchObject({ ...isClean, outcome: 'refused' })
    expect(run.checks.find((check) => check.id === 'faults')).toMatchObject({ is: 'refused' })
  })

  test('objects of another Orrery are told of, and left alone', async () => {
    await using b = await bench()
    b.put('orrery.x.7-zzzz.theirs')
    const run = await ran(b)
    expect(run.outcome).toBe('done')
    expect(run.checks.find(({ id }) => id === 'listing')).toMatchObject({ is: 'unknown' })
    expect(b.files()).toEqual(['orrery.x.7-zzzz.theirs'])
  })
})

describe.each([0, 1, 2, 3])('in step %i', (at) => {
  test('a failure: told, judged as far as it came, and cleaned up', async () => {
    await using b = await bench()
    const run = await ran(b, 'throw', at)
    const error = { code: 'refused', message: 'The folder is full', fix: 'Empty it.' }
    expect(run).toMatchObject({ ...isClean, outcome: 'failed', error })
    expect(run.verdict?.answer).toBe(at > 0 ? 'all' : 'some')
    expect(b.files()).toEqual([])
    const ended = b.entries(run).filter(({ kind, what }) => kind === 'step' && what === 'end')
    expect(ended.map(({ actor }) => actor)).toEqual(stepsOfIt.slice(0, at))
  })

  test('a stop by hand', async () => {
    await using b = await bench()
    const run = start(b, 'wait', at)
    await when(b, run, ({ step, entries }) => step === at && entries > 12 + at)
    await b.experiments.cancel(run.id)
    expect(b.experiments.book.get(run.id)).toMatchObject({
      ...isClean,
      outcome: 'cancelled',
      error: undefined,
    })
    expect(b.files()).toEqual([])
  })
})

test('a stop while it is checked creates nothing', async () => {
  const asked = Promise.withResolvers<never>()
  await using b = await bench({ target: { connection: () => asked.promise } })
  const run = start(b)
  await when(b, run, ({ checks }) => checks.length === 5)
  const stopped = b.experiments.cancel(run.id)
  asked.reject(new Error('too late'))
  await stopped
  expect(b.experiments.book.get(run.id)).toMatchObject({ ...isClean, outcome: 'cancelled', error: undefined })
})

describe('clients and steps that misbehave', () => {
  test('a client that crashes ends the run, whether or not anybody waits for it', async () => {
    await using b = await bench()
    const run = await ran(b, 'crash', 1)
    expect(run).toMatchObject({ ...isClean, outcome: 'failed' })
    expect(run.error?.message).toBe('The client bad crashed: out of ink')
    expect(b.files()).toEqual(['nothing'].filter((name) => existsSync(`${b.folder}/${name}`)))
  })

  test('a client that hangs holds up nobody for longer than its goodbye', async () => {
    await using b = await bench()
    const run = start(b, 'spin', 1)
    await when(b, run, () => b.entries(run).some(({ what }) => what === 'spinning'))
    await b.experiments.cancel(run.id)
    expect(b.experiments.book.get(run.id)).toMatchObject({ ...isClean, outcome: 'cancelled' })
  })

  test('a client that never says goodbye is ended', async () => {
    await using b = await bench()
    expect(await ran(b, 'slow')).toMatchObject({ ...isClean, outcome: 'done' })
  })

  test('a step that does not hear its signal: what it creates late goes too', async () => {
    await using b = await bench()
    const run = start(b, 'deaf', 0)
    await when(b, run, () => b.entries(run).some(({ what }) => what === 'deaf'))
    await b.experiments.cancel(run.id)
    expect(b.experiments.book.get(run.id)).toMatchObject({ ...isClean, outcome: 'cancelled' })
    expect(b.files()).toEqual([])
  })

  test('what a step did not write down is found by its name', async () => {
    await using b = await bench()
    expect(await ran(b, 'stray', 3)).toMatchObject({ ...isClean, outcome: 'done' })
    expect(b.files()).toEqual([])
  })

  test('clients that tell without end end the run', async () => {
    await using b = await bench()
    const run = await ran(b, 'flood', 1)
    expect(run).toMatchObject({ ...isClean, outcome: 'failed' })
    expect(run.error?.message).toMatch(/told more than 100000 lines/)
  })

  test('a judge that throws spoils the verdict, not the clean-up', async () => {
    await using b = await bench()
    const run = await ran(b, 'judge')
    expect(run).toMatchObject({ ...isClean, outcome: 'failed', verdict: undefined })
    expect(run.error?.message).toBe('Nobody can judge this')
    expect(b.files()).toEqual([])
  })
})

describe('a clean-up that fails', () => {
  test('says what is left and what to do; it can be tried again; nothing else starts before', async () => {
    await using b = await bench()
    b.put('stuck')
    const run = await ran(b)
    const name = `orrery.x.${run.id}.shared`
    expect(run).toMatchObject({ phase: 'ended', outcome: 'done', verdict: { answer: 'all' } })
    expect(run.left.map(({ kind }) => kind)).toEqual(['file', 'file', 'file', 'file'])
    expect(run.error?.message).toContain(`file ${name}`)
    expect(run.error).toMatchObject({ code: 'refused', fix: 'Clean up again when the cluster answers.' })
    expect(() => b.experiments.remove(run.id)).toThrow(/only its journal knows/)

    const next = await ran(b)
    expect(next.outcome).toBe('refused')
    expect(next.checks.find(({ id }) => id === 'left')?.says).toContain(name)

    await expect(b.experiments.clean(run.id)).rejects.toMatchObject({ code: 'refused' })
    b.take('stuck')
    const ended = run.ended
    expect(await b.experiments.clean(run.id)).toMatchObject({
      ...isClean,
      outcome: 'done',
      error: undefined,
      ended,
    })
    expect(b.files()).toEqual([])
    b.experiments.remove(run.id)
  })

  test('where waiting would not help it does not wait', async () => {
    await using b = await bench({ parts: { limitsMs: { quiet: 20, cleanUp: 60_000 } } })
    b.put('forbidden')
    const run = await ran(b, 'throw', 1)
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'refused' } })
    expect(run.error?.message).toMatch(
      /^The folder is full\. Left on the cluster: .*The folder is forbidden$/,
    )
  })

  test('needs the permission that the run had', async () => {
    let target: ExperimentTarget | undefined
    await using b = await bench({ parts: { targetOf: () => target } })
    target = targetIn(b.folder)
    b.put('stuck')
    const { id } = await ran(b)
    b.take('stuck')
    target = targetIn(b.folder, { permission: 'observe' })
    await expect(b.experiments.clean(id)).rejects.toMatchObject({ code: 'forbidden' })
    target = undefined
    await expect(b.experiments.clean(id)).rejects.toMatchObject({ code: 'not-found' })
    target = targetIn(b.folder)
    expect(await b.experiments.clean(id)).toMatchObject(isClean)
  })
})

describe('the target changes during a run', () => {
  test.each(['removed', 'observed only'])('%s: it stops before its next step, and cleans up', async (how) => {
    let target: ExperimentTarget | undefined
    await using b = await bench({ parts: { targetOf: () => target } })
    target = targetIn(b.folder)
    const { id } = b.experiments.start({
      experiment: 'files/writing',
      targetId,
      parameters: {},
      pace: 'step',
    })
    const run = b.experiments.book.get(id)
    await when(b, run, ({ isHeld }) => isHeld)
    b.experiments.go(id)
    await when(b, run, ({ isHeld, step }) => isHeld && step === 1)
    target = how === 'removed' ? undefined : targetIn(b.folder, { permission: 'observe' })
    b.experiments.go(id)
    expect(await b.experiments.ended(id)).toMatchObject({ ...isClean, outcome: 'failed' })
    expect(b.files()).toEqual([])
  })
})

describe('a history that cannot be written', () => {
  const full = () => {
    throw new OrreryError('storage', 'The disk is full')
  }

  test('not even its head: there is no run, and nothing is created', async () => {
    await using b = await bench()
    b.store.runs.put = full
    expect(() => start(b)).toThrow('The disk is full')
    expect([b.experiments.runs(), b.files()]).toEqual([[], []])
  })

  test('not its first line: the run is over, and nothing is created', async () => {
    await using b = await bench()
    b.store.runs.append = full
    expect(() => start(b)).toThrow('The disk is full')
    expect(b.experiments.runs()).toMatchObject([{ phase: 'ended', outcome: 'interrupted' }])
    expect(b.files()).toEqual([])
  })

  test.each(['lines', 'full'] as const)(
    'on the way (%s): the run fails, and what there is goes',
    async (how) => {
      await using b = await bench({ store: { maxPages: 100 } })
      const run = await ran(b, how, 1)
      expect(run).toMatchObject({ ...isClean, outcome: 'failed', error: { code: 'storage' } })
      expect(b.files()).toEqual([])
      const entries = b.entries(run)
      expect(entries.at(-1)).toMatchObject({ kind: 'engine', what: 'phase', data: { phase: 'ended' } })
      // the journal could not be written: it was not created
      expect(entries.filter(({ says }) => says === 'made too-much')).toEqual([])
    },
  )
})

test('a log that cannot be read at the next start is told of, and stops nobody', async () => {
  await using before = await bench()
  const waiting = start(before, 'wait', 0)
  await when(before, waiting, ({ left }) => left.length === 1)
  const unreadable = () => {
    throw new OrreryError('storage', 'The log is damaged')
  }
  await using b = await bench({
    wrap: () => ({ ...before.store.runs, list: () => before.store.runs.list(), entries: unreadable }),
  })
  expect(b.experiments.runs()).toMatchObject([
    { id: waiting.id, phase: 'ended', outcome: 'interrupted', left: [{}], error: { code: 'storage' } },
  ])
})

describe('Orrery ends during a run', () => {
  test('it is stopped and cleaned up as far as there is time', async () => {
    const b = await bench()
    const run = start(b, 'wait', 1)
    await when(b, run, ({ left }) => left.length === 3)
    await b.experiments[Symbol.asyncDispose]()
    const [head] = b.store.runs.list()
    expect(head).toMatchObject({ ...isClean, outcome: 'interrupted' })
    expect(b.files()).toEqual([])
    await b[Symbol.asyncDispose]()
  })

  test('what there was no time for is left for the next start', async () => {
    const b = await bench({ parts: { limitsMs: { ending: 300, goodbye: 200, quiet: 20 } } })
    b.put('stuck')
    const run = start(b, 'wait', 1)
    await when(b, run, ({ left }) => left.length === 3)
    const beganAt = performance.now()
    await b.experiments[Symbol.asyncDispose]()
    expect(performance.now() - beganAt).toBeLessThan(3_000)
    expect(b.store.runs.list()[0]).toMatchObject({
      phase: 'ended',
      outcome: 'interrupted',
      left: [{}, {}, {}],
    })
    await b[Symbol.asyncDispose]()
  })
})

describe('faults', () => {
  const servers = [
    { name: 'one', endpoint: 'here:1' },
    { name: 'two', endpoint: 'here:2' },
  ]
  const stop = { experiment: 'files/stopping', targetId, parameters: {}, pace: 'auto' } as const

  test('are journalled, and undone whatever happens', async () => {
    const done: string[] = []
    const fault = async (what: Fault, endpoint: string) => void done.push(`${what} ${endpoint}`)
    await using b = await bench({ parts: { faultsOf: () => ({ servers, fault }) } })
    const run = b.experiments.start(stop)
    await when(b, run, () => done.length === 3)
    const paused = [{ kind: 'fault', name: 'pause here:1' }]
    expect((await when(b, run, ({ left }) => left.length === 1)).left).toEqual(paused)
    await b.experiments.cancel(run.id)
    expect(done).toEqual(['pause here:1', 'kill here:2', 'start here:2', 'resume here:1'])
    expect(b.experiments.book.get(run.id)).toMatchObject({ ...isClean, outcome: 'cancelled' })
  })

  test('a server that was on its way back when the run was stopped is started anew', async () => {
    const done: string[] = []
    let isUp = true
    const fault = async (what: Fault, endpoint: string) => {
      done.push(`${what} ${endpoint}`)
      if (what === 'kill') isUp = false
      if (what !== 'start') return
      if (isUp) throw new OrreryError('refused', 'It is running already')
      isUp = true
      if (done.length === 3) await new Promise(() => undefined)
    }
    await using b = await bench({
      parts: { faultsOf: () => ({ servers, fault }), limitsMs: { ...limitsMs, settle: 100 } },
    })
    const run = b.experiments.start(stop)
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(3)
    await b.experiments.cancel(run.id)
    // the paused one first: a quorum may need it before a killed one can come back
    expect(done.slice(3)).toEqual(['resume here:1', 'start here:2', 'kill here:2', 'start here:2'])
    expect(b.experiments.book.get(run.id)).toMatchObject(isClean)
  })

  test('one that cannot be undone is left, and keeps nothing else from being removed', async () => {
    let isStuck = true
    const fault = async (what: Fault) => {
      if (what === 'resume' && isStuck) throw new OrreryError('refused', 'It is not running')
    }
    await using b = await bench({ parts: { faultsOf: () => ({ servers, fault }) } })
    const run = b.experiments.start(stop)
    await when(b, run, () => b.entries(run).filter(({ kind }) => kind === 'fault').length === 3)
    b.put(`orrery.x.${run.id}.thing`)
    await b.experiments.cancel(run.id)
    const left = [{ kind: 'fault', name: 'pause here:1' }]
    expect(b.experiments.book.get(run.id)).toMatchObject({ left, error: { code: 'refused' } })
    isStuck = false
    expect(await b.experiments.clean(run.id)).toMatchObject({ ...isClean, error: undefined })
    expect(b.files()).toEqual([])
  })

  test('end with the cluster they were done to', async () => {
    let isUp = true
    const control = { servers, fault: async () => undefined }
    const condition = () => (isUp ? 'observed' : 'stopped')
    await using b = await bench({
      parts: {
        faultsOf: () => (isUp ? control : undefined),
        targetOf: () => targetIn('', { condition: condition(), connection: b0 }),
      },
    })
    const connection = await targetIn(b.folder).connection()
    async function b0() {
      return connection
    }
    const run = b.experiments.start(stop)
    await when(b, run, ({ left, phase, entries }) => phase === 'act' && left.length === 1 && entries > 14)
    isUp = false
    await b.experiments.cancel(run.id)
    expect(b.experiments.book.get(run.id)).toMatchObject(isClean)
    expect(b.entries(run).some(({ says }) => says.includes('one of the lab'))).toBe(true)
  })
})
