import { describe, expect, test, vi } from 'vitest'
import { OrreryError } from '../../../../src/shared/base/errors.ts'
import type { Carrier } from '../../../../src/shared/rpc/carrier.ts'
import { type Client, createClient } from '../../../../src/shared/rpc/client.ts'
import { type Emit, type Handlers, serve, type Sources } from '../../../../src/shared/rpc/serve.ts'
import { carriers } from './carriers.ts'

const until = <T>(what: () => T) => vi.waitFor(what, { timeout: 5_000, interval: 2 })

/** A core of the test's own: real handlers for what is called, the rest is absent on purpose. */
async function connected(
  create: (typeof carriers)[number]['create'],
  core: { handlers?: Partial<Handlers>; sources?: Partial<Sources> },
) {
  const held = new AsyncDisposableStack()
  const ends = held.use(await create())
  const cores: Carrier[] = []
  ends.onCarrier = (carrier) => {
    cores.push(carrier)
    serve(carrier, (core.handlers ?? {}) as Handlers, (core.sources ?? {}) as Sources)
  }
  const client = createClient(() => ends.connect(), { lingerMs: 20, retryMs: [5, 20] })
  held.defer(() => client.close())
  return { client, cores, ends, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

const anyCall = (client: Client, method: string, arg?: unknown) =>
  client.call(method as 'events.list', arg as never) as Promise<unknown>

describe.each(carriers)('rpc over $name', ({ create }) => {
  test('an answer keeps its typed arrays, NaN included', async () => {
    const t = Float64Array.of(1, 2.5, Number.NaN)
    const v = [Float64Array.of(-0), new Float64Array(0), Float64Array.of(Number.POSITIVE_INFINITY)]
    await using line = await connected(create, {
      handlers: { 'series.read': async () => ({ t, v, min: v, max: v }) },
    })
    const query = { targetId: 'a', series: [], from: 0, to: 1, points: 10, as: 'value' } as const
    expect(await line.client.call('series.read', query)).toEqual({ t, v, min: v, max: v })
  })

  test('an error keeps code, message, fix and details', async () => {
    const error = new OrreryError('auth', 'Denied by the broker', {
      fix: 'Check the password',
      details: { port: 9092 },
    })
    await using line = await connected(create, {
      handlers: {
        'store.info': async () => {
          throw error
        },
      },
    })
    const got = await line.client.call('store.info').catch((thrown: unknown) => thrown)
    expect(got).toBeInstanceOf(OrreryError)
    expect((got as OrreryError).toData()).toEqual(error.toData())
  })

  test('a foreign error is a bug, with its message', async () => {
    await using line = await connected(create, {
      handlers: { 'store.info': () => Promise.reject(new TypeError('x is not a function')) },
    })
    await expect(line.client.call('store.info')).rejects.toMatchObject({
      code: 'bug',
      message: 'x is not a function',
    })
  })

  test('only own methods and topics are there', async () => {
    await using line = await connected(create, { handlers: { 'store.info': async () => ({}) as never } })
    for (const method of ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'store.drop'])
      await expect(anyCall(line.client, method)).rejects.toMatchObject({ code: 'unsupported' })
    const live = line.client.live('constructor' as 'lab', {})
    live.subscribe(() => undefined)
    await until(() => expect(live.error()).toMatchObject({ code: 'unsupported' }))
  })

  test('what cannot be sent is an error of that call, and the line goes on', async () => {
    const cycle: Record<string, unknown> = { run: () => 1 }
    await using line = await connected(create, {
      handlers: {
        'view.read': async () => ({ at: 1, sampledAt: 1, data: cycle }),
        'lab.stop': async () => undefined,
      },
    })
    const arg = { targetId: 'a', view: 'v', args: {}, at: 'live' } as const
    await expect(line.client.call('view.read', arg)).rejects.toBeInstanceOf(OrreryError)
    expect(await line.client.call('lab.stop')).toBeUndefined()
  })

  test('equal arguments share one subscription, in any order of keys', async () => {
    const opened: unknown[] = []
    await using line = await connected(create, {
      sources: {
        view(arg, emit) {
          opened.push(arg)
          emit.value({ at: 1, sampledAt: 1, data: { n: opened.length } })
          return { [Symbol.dispose]: () => undefined }
        },
      },
    })
    const a = line.client.live('view', { targetId: 't', view: 'v', args: { x: 1, y: 2 } })
    const b = line.client.live('view', { view: 'v', args: { y: 2, x: 1 }, targetId: 't' })
    a.subscribe(() => undefined)
    b.subscribe(() => undefined)
    await until(() => expect(b.current()?.data).toEqual({ n: 1 }))
    expect(a.current()).toBe(b.current())
    expect(opened).toHaveLength(1)
  })

  test('a subscription outlives its last listener for a moment, then ends', async () => {
    let opened = 0
    let ended = 0
    await using line = await connected(create, {
      sources: {
        lab(_arg, emit) {
          opened++
          emit.value({ available: true, running: [] })
          return { [Symbol.dispose]: () => void ended++ }
        },
      },
    })
    const live = line.client.live('lab', {})
    const stop = live.subscribe(() => undefined)
    await until(() => expect(live.current()?.available).toBe(true))
    stop()
    live.subscribe(() => undefined)()
    expect([opened, ended]).toEqual([1, 0])
    await until(() => expect(ended).toBe(1))
    expect(live.current()).toBeUndefined()
  })

  test('unchanged columns keep their identity, changed ones are new', async () => {
    let emit: Emit<{ at: number; sampledAt: number; data: unknown }> | undefined
    await using line = await connected(create, {
      sources: {
        view(_arg, to) {
          emit = to
          return { [Symbol.dispose]: () => undefined }
        },
      },
    })
    const live = line.client.live('view', { targetId: 't', view: 'topics', args: {} })
    live.subscribe(() => undefined)
    await until(() => expect(emit).toBeDefined())
    emit?.value({
      at: 1,
      sampledAt: 1,
      data: { names: ['a', 'b'], lag: Float64Array.of(1, Number.NaN), gone: 1 },
    })
    await until(() => expect(live.current()?.at).toBe(1))
    const first = live.current()?.data as { names: unknown; lag: unknown }
    emit?.value({
      at: 2,
      sampledAt: 2,
      data: { names: ['a', 'b'], lag: Float64Array.of(2, Number.NaN), more: [null] },
    })
    await until(() => expect(live.current()?.at).toBe(2))
    const second = live.current()?.data as { names: unknown; lag: unknown }
    expect(second).toEqual({ names: ['a', 'b'], lag: Float64Array.of(2, Number.NaN), more: [null] })
    expect(second.names).toBe(first.names)
  })

  test('a slow reader gets the first and the last value, none of those between', async () => {
    const line = await create()
    await using _line = line
    const received: number[] = []
    let emit: Emit<{ at: number }> | undefined
    line.onCarrier = (carrier) => {
      const sources: Partial<Sources> = {
        sampled(_arg, to) {
          emit = to
          return { [Symbol.dispose]: () => undefined }
        },
      }
      serve(carrier, {} as Handlers, sources as Sources)
    }
    // a window that doesn't acknowledge until it is let
    const window = await line.connect()
    const unread: { i: string; a: [number, { value?: { at: number }; delta?: unknown }] }[] = []
    window.onMessage((message) => unread.push(message as never))
    window.send({ t: 'q', m: 'subscribe', a: [1, 'sampled', { targetId: 'a' }] })
    await until(() => expect(emit).toBeDefined())
    for (let at = 1; at <= 500; at++) emit?.value({ at })
    await until(() => expect(unread).toHaveLength(1))
    while (unread.length > 0) {
      const { i, a } = unread.shift() ?? expect.fail()
      received.push(a[1].value?.at ?? (a[1].delta as { in: { at: { set: number } } }).in.at.set)
      window.send({ t: 's', i })
      if (received.length < 2) await until(() => expect(unread).not.toHaveLength(0))
    }
    expect(received).toEqual([1, 500])
  })

  test('an error of a topic is told, and the next value takes it back', async () => {
    let emit: Emit<{ at: number }> | undefined
    await using line = await connected(create, {
      sources: {
        sampled(_arg, to) {
          emit = to
          return { [Symbol.dispose]: () => undefined }
        },
      },
    })
    const live = line.client.live('sampled', { targetId: 'a' })
    live.subscribe(() => undefined)
    await until(() => expect(emit).toBeDefined())
    emit?.value({ at: 1 })
    await until(() => expect(live.current()).toEqual({ at: 1 }))
    emit?.error(new OrreryError('not-found', 'No such target'))
    await until(() => expect(live.error()?.code).toBe('not-found'))
    expect(live.current()).toEqual({ at: 1 })
    emit?.value({ at: 2 })
    await until(() => expect(live.current()).toEqual({ at: 2 }))
    expect(live.error()).toBeUndefined()
  })

  test('cancelling a call aborts it on the other side', async () => {
    const aborted = vi.fn()
    await using line = await connected(create, {
      handlers: {
        'targets.discover': (_arg, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted(signal.reason)
              reject(signal.reason)
            })
            started.resolve()
          }),
      },
    })
    const started = Promise.withResolvers<void>()
    const own = new AbortController()
    const call = line.client.call('targets.discover', undefined, own.signal)
    call.catch(() => undefined)
    await started.promise
    own.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await until(() => expect(aborted).toHaveBeenCalledWith(expect.objectContaining({ code: 'cancelled' })))
  })

  test('a window that goes away ends its calls and subscriptions', async () => {
    const aborted = vi.fn()
    const ended = vi.fn()
    await using line = await connected(create, {
      handlers: {
        'targets.discover': (_arg, signal) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => {
              aborted()
              reject(signal.reason)
            }),
          ),
      },
      sources: {
        lab(_arg, emit) {
          emit.value({ available: true, running: [] })
          return { [Symbol.dispose]: ended }
        },
      },
    })
    const call = line.client.call('targets.discover').catch((thrown: OrreryError) => thrown.code)
    const live = line.client.live('lab', {})
    live.subscribe(() => undefined)
    await until(() => expect(live.current()).toBeDefined())
    line.client.close()
    await until(() => expect(aborted).toHaveBeenCalledOnce())
    await until(() => expect(ended).toHaveBeenCalledOnce())
    expect(['cancelled', 'refused']).toContain(await call)
  })

  test('a lost line is connected again and everything subscribed anew', async () => {
    let opened = 0
    await using line = await connected(create, {
      handlers: { 'app.info': async () => ({ version: '1', host: 'headless', platform: 'linux' }) },
      sources: {
        sampled(_arg, emit) {
          emit.value({ at: ++opened })
          return { [Symbol.dispose]: () => undefined }
        },
      },
    })
    const live = line.client.live('sampled', { targetId: 'a' })
    const states: string[] = []
    line.client.connection.subscribe(() => states.push(line.client.connection.current().is))
    live.subscribe(() => undefined)
    await until(() => expect(live.current()).toEqual({ at: 1 }))
    line.cores[0]?.close()
    await until(() => expect(live.current()).toEqual({ at: 2 }))
    expect(states.slice(-2)).toEqual(['lost', 'open'])
    expect(await line.client.call('app.info')).toMatchObject({ version: '1' })
  })

  test('a call in flight fails when the line is lost', async () => {
    await using line = await connected(create, {
      handlers: {
        'targets.discover': () => {
          line.cores[0]?.close()
          return new Promise(() => undefined)
        },
      },
    })
    await expect(line.client.call('targets.discover')).rejects.toMatchObject({ code: 'refused' })
  })

  test('messages of another shape close the line and harm nothing', async () => {
    const ends = await create()
    await using _ends = ends
    ends.onCarrier = (carrier) => serve(carrier, {} as Handlers, {} as Sources)
    for (const junk of [
      null,
      1,
      'q',
      [],
      { t: 'q' },
      { t: 'q', m: 'call' },
      { t: 'q', m: 1, a: [] },
      { t: 'x' },
    ]) {
      const window = await ends.connect()
      const closed = Promise.withResolvers<void>()
      window.onClose(closed.resolve)
      window.send(junk)
      await closed.promise
    }
  })
})

test('a client that cannot connect says so, and when it tries again', async () => {
  let tries = 0
  const client = createClient(
    async () => {
      tries++
      throw new OrreryError('refused', 'Nobody listens')
    },
    { retryMs: [5, 10], lineLimitMs: 60 },
  )
  await until(() => expect(tries).toBeGreaterThan(2))
  expect(client.connection.current()).toMatchObject({ is: 'lost', error: { code: 'refused' } })
  await expect(client.call('app.info')).rejects.toMatchObject({ code: 'timeout' })
  client.close()
})
