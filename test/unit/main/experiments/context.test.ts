import { expect, test, vi } from 'vitest'
import { openContext } from '../../../../src/main/experiments/context.ts'
import { notBegun, headOf } from '../../../../src/main/experiments/progress.ts'
import { usualLimits } from '../../../../src/main/experiments/parts.ts'
import { RunLog } from '../../../../src/main/experiments/run-log.ts'
import type { RunStore } from '../../../../src/main/store/store.ts'
import type { Run } from '../../../../src/shared/api/experiments.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import { actorWorker, limitsMs, targetIn } from './bench.ts'

vi.setConfig({ testTimeout: 60_000 })

const begun: Run = {
  ...headOf(notBegun('auto')),
  ...{
    id: '1-aaaa',
    number: 1,
    experiment: 'files/writing',
    system: 'files',
    targetId: 'disk',
    targetName: 'Disk',
  },
  ...{ parameters: {}, prediction: undefined, began: 0, steps: [] },
}

/** What a step sees, over a history that forgets. */
async function opened() {
  const stop = new AbortController()
  const crashes: string[] = []
  const store: Pick<RunStore, 'append' | 'put'> = { append: () => undefined, put: () => undefined }
  const log = new RunLog(
    { store: store as RunStore, now: () => Date.now(), onChange: () => undefined },
    begun,
  )
  const { context, close } = openContext({
    log,
    system: 'files',
    connection: await targetIn('').connection(),
    parameters: {},
    faults: undefined,
    actorWorker,
    limitsMs: { ...usualLimits, ...limitsMs, call: 300, answer: 500 },
    signal: stop.signal,
    fail: (error) => void crashes.push(error.message),
  })
  return { context, crashes, stop, close, words: () => log.entries.map(({ what }) => what) }
}

const cancelled = new OrreryError('cancelled', 'Stopped by hand')

test('nothing is created under a name that is not of the run, nor after it was stopped', async () => {
  const { context, stop, words } = await opened()
  expect(context.name('orders')).toBe('orrery.x.1-aaaa.orders')
  expect(() => context.name('or/ders')).toThrow(/cannot be part of a name/)
  expect(() => context.creating({ kind: 'file', name: 'orders' })).toThrow(/is not named/)
  context.creating({ kind: 'znode', name: '/chroot/orrery.x.1-aaaa.lock' })
  stop.abort(cancelled)
  expect(() => context.creating({ kind: 'file', name: context.name('late') })).toThrow(cancelled)
  expect(words()).toEqual(['creating'])
})

test('waiting for the log: asked again after every line, in vain after its limit, ends when stopped', async () => {
  const { context, stop } = await opened()
  const twice = context.until('two lines', (lines) => lines.length === 2, 10_000)
  context.tell('client', 'm1', { what: 'one', says: '' })
  context.tell('client', 'm1', { what: 'two', says: '' })
  await twice
  const late = context.until('three lines', (lines) => lines.length === 3, 20)
  await expect(late).rejects.toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('three lines'),
  })
  const forever = context.until('more', () => false, 60_000)
  const passing = context.pass(60_000)
  stop.abort(cancelled)
  await expect(forever).rejects.toBe(cancelled)
  await expect(passing).rejects.toBe(cancelled)
})

test('a watch reads at most ten times a second, never twice at once, and tells a failure once', async () => {
  const { context, words } = await opened()
  const seen = { reads: 0, atOnce: 0, most: 0 }
  const read = async () => {
    seen.most = Math.max(seen.most, ++seen.atOnce)
    seen.reads++
    try {
      // the first is slow, the next two fail, the fourth hangs for longer than a read may
      if (seen.reads === 1) await new Promise((resolve) => setTimeout(resolve, 150))
      if (seen.reads === 2 || seen.reads === 3) throw new OrreryError('refused', 'Nobody listens')
      if (seen.reads === 4) await new Promise((resolve) => setTimeout(resolve, 400))
    } finally {
      seen.atOnce--
    }
  }
  const beganAt = performance.now()
  using watching = context.watch(1_000, read)
  await expect.poll(() => seen.reads, { timeout: 10_000 }).toBeGreaterThanOrEqual(7)
  watching[Symbol.dispose]()
  expect(seen.reads).toBeLessThanOrEqual((performance.now() - beganAt) / 100 + 1)
  expect(seen.most).toBe(1)
  expect(words()).toEqual(['unreadable', 'unreadable'])
})

test('a client answers, fails in its own words, is killed without a goodbye, and cannot be asked then', async () => {
  const { context, crashes, close, words } = await opened()
  await expect(context.actor('nobody', 'reader', {})).rejects.toThrow('files has no actor reader')
  await expect(context.actor('lost', 'writer', { path: '' })).rejects.toThrow('Nowhere to write')
  const actor = await context.actor('m1', 'writer', { path: '/dev/null' })
  expect(await actor.ask('write', 'four', context.signal)).toBe(4)
  await expect(actor.ask('read', null, context.signal)).rejects.toThrow('knows no command read')
  await expect(actor.ask('toString', null, context.signal)).rejects.toThrow('knows no command toString')
  const hung = actor.ask('spin', null, context.signal)
  await expect(hung).rejects.toMatchObject({
    code: 'timeout',
    message: expect.stringContaining('m1, asked to spin'),
  })
  const waiting = actor.ask('write', 'more', context.signal)
  const killed = { code: 'cancelled', message: 'm1 was killed' }
  const isRejected = expect(waiting).rejects.toMatchObject(killed)
  await actor.kill()
  await isRejected
  await expect(actor.ask('write', 'more', context.signal)).rejects.toMatchObject(killed)
  const other = await context.actor('m2', 'writer', { path: '/dev/null' })
  await close()
  await expect(other.ask('write', 'more', context.signal)).rejects.toThrow('m2 has left')
  expect(words()).toEqual(['wrote', 'spinning', 'left'])
  expect(crashes).toEqual([])
})

test('a client that crashes is told of, also where nobody waits for an answer', async () => {
  const { context, crashes } = await opened()
  const actor = await context.actor('m1', 'writer', { path: '/dev/null' })
  const asked = actor.ask('crash', null, context.signal)
  await expect(asked).rejects.toThrow('The client m1 crashed: out of ink')
  expect(crashes).toEqual(['The client m1 crashed: out of ink'])
})

test('what a step began to wait for and gave up fails unheard: it must not end Orrery', async () => {
  const { context, stop, close } = await opened()
  const actor = await context.actor('m1', 'writer', { path: '/dev/null' })
  void actor.ask('spin', null, context.signal)
  void context.pass(60_000)
  void context.until('never', () => false, 60_000)
  stop.abort(cancelled)
  await close()
  // what nobody caught would be told now, and fail this file
  await new Promise((resolve) => setImmediate(resolve))
})

test('what steps share is let go in reverse, whatever becomes of each', async () => {
  const { context, close } = await opened()
  const gone: string[] = []
  context.hold({ [Symbol.dispose]: () => void gone.push('first') })
  context.hold({
    [Symbol.asyncDispose]: async () => {
      gone.push('second')
      throw new Error('not without a fight')
    },
  })
  expect(context.hold({ [Symbol.asyncDispose]: () => new Promise(() => gone.push('third')) })).toBeDefined()
  await close()
  expect(gone).toEqual(['third', 'second', 'first'])
})

test('a server of somebody else is left alone', async () => {
  const { context, words } = await opened()
  await expect(context.fault('kill', 'their:9092')).rejects.toMatchObject({ code: 'forbidden' })
  expect(words()).toEqual([])
})
