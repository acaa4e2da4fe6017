import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Failure, Sampler, type SamplerOptions } from '../../../../src/main/core/observe/sampler.ts'
import { backoffMs, nextDue } from '../../../../src/main/core/observe/schedule.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import type { Session } from '../../../../src/main/systems/system.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => vi.useRealTimers())

const empty = (at: number): Sample => ({ at, tookMs: 0, values: [], facts: [], gaps: [], cost: [] })

/** A session whose answers the test decides on: edge cases that no real server gives on demand. */
function driven(observe: (n: number, signal: AbortSignal) => Promise<Sample>) {
  const seen = { opened: 0, closed: 0, observed: 0, atOnce: 0, most: 0 }
  const connect = async (): Promise<Session> => {
    seen.opened++
    return {
      async observe(_now, signal) {
        seen.most = Math.max(seen.most, ++seen.atOnce)
        try {
          return await observe(++seen.observed, signal)
        } finally {
          seen.atOnce--
        }
      },
      capabilities: () => [],
      async [Symbol.asyncDispose]() {
        seen.closed++
      },
    }
  }
  return { seen, connect }
}

function sampling(options: Partial<SamplerOptions> & Pick<SamplerOptions, 'connect'>) {
  const samples: number[] = []
  const failures: Failure[] = []
  const sampler = new Sampler({
    intervalMs: 5_000,
    onSample: () => void samples.push(Date.now() - 1_000_000),
    onPush: () => undefined,
    onFailure: (failure) => void failures.push(failure),
    ...options,
  })
  sampler.start()
  return { sampler, samples, failures }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('instants do not drift, however long an answer takes', async () => {
  const { connect } = driven(async () => {
    await sleep(700)
    return empty(Date.now())
  })
  const { sampler, samples } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(21_000)
  expect(samples).toEqual([700, 5_700, 10_700, 15_700, 20_700])
  const stopped = sampler.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  await stopped
})

test('a late sample skips what it missed; two never run at once', async () => {
  const { seen, connect } = driven(async (n) => {
    await sleep(n === 2 ? 12_000 : 10)
    return empty(Date.now())
  })
  const { samples } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(25_500)
  expect(samples).toEqual([10, 17_000, 20_010, 25_010])
  expect(seen.most).toBe(1)
})

test('a driver that hangs is left behind at its deadline and a new session is opened', async () => {
  const hangs = new Promise<Sample>(() => undefined)
  const { seen, connect } = driven((n) => (n === 2 ? hangs : Promise.resolve(empty(Date.now()))))
  const { samples, failures } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(5_000 + 15_000)
  expect(failures).toMatchObject([{ error: { code: 'timeout' }, tries: 1 }])
  expect(seen).toMatchObject({ opened: 1, closed: 1 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen.opened).toBe(2)
  expect(samples).toEqual([0, 21_000])
})

test('a failing target is tried again with growing patience, and at once when asked', async () => {
  let tries = 0
  const connect = async () => {
    tries++
    throw new OrreryError('refused', 'Nobody listens')
  }
  const { sampler, failures } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(70_000)
  expect(failures.map(({ nextTryAt }) => nextTryAt - 1_000_000)).toEqual([
    1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000,
  ])
  expect(failures.map((failure) => failure.tries)).toEqual([1, 2, 3, 4, 5, 6, 7])
  sampler.retry()
  await vi.advanceTimersByTimeAsync(0)
  expect(tries).toBe(8)
  await sampler.stop()
  await vi.advanceTimersByTimeAsync(100_000)
  expect(tries).toBe(8)
})

test('watched closely, a failing target is tried again soon every time', async () => {
  const connect = async () => {
    throw new OrreryError('refused', 'Nobody listens')
  }
  const { sampler, failures } = sampling({ connect })
  const watch = sampler.closely()
  await vi.advanceTimersByTimeAsync(4_500)
  expect(failures.map(({ nextTryAt }) => nextTryAt - 1_000_000)).toEqual([1_000, 2_000, 3_000, 4_000, 5_000])
  watch[Symbol.dispose]()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(failures.at(-1)!.nextTryAt - 1_000_000).toBe(35_000)
  await sampler.stop()
})

test('patience begins anew after a success', async () => {
  const { connect } = driven((n) =>
    n % 2 === 1 ? Promise.resolve(empty(n)) : Promise.reject(new Error('cut')),
  )
  const { failures } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(failures.length).toBeGreaterThan(3)
  expect(new Set(failures.map(({ tries }) => tries))).toEqual(new Set([1]))
})

test('a connection that opens after its deadline is closed, not used', async () => {
  const { seen, connect } = driven(async () => empty(Date.now()))
  const slow = async () => {
    await sleep(25_000)
    return connect()
  }
  const { failures, samples, sampler } = sampling({ connect: slow })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(failures).toMatchObject([{ error: { code: 'timeout' } }])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(seen).toMatchObject({ opened: 1, closed: 1 })
  expect(samples).toEqual([])
  await sampler.stop()
})

test('stopping does not wait for a hanging answer, nor for a session that does not close', async () => {
  const connect = async (): Promise<Session> => ({
    observe: () => new Promise<Sample>(() => undefined),
    capabilities: () => [],
    [Symbol.asyncDispose]: () => new Promise<void>(() => undefined),
  })
  const { sampler, failures } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(1_000)
  let isStopped = false
  void sampler.stop().then(() => (isStopped = true))
  await vi.advanceTimersByTimeAsync(3_000)
  expect(isStopped).toBe(true)
  expect(failures).toEqual([])
})

test('what comes by itself is handed on, until the session ends', async () => {
  const listeners = new Set<(sample: Sample) => void>()
  const pushed: number[] = []
  const connect = async (): Promise<Session> => ({
    observe: async () => empty(Date.now()),
    capabilities: () => [],
    onPush(listener) {
      listeners.add(listener)
      return { [Symbol.dispose]: () => void listeners.delete(listener) }
    },
    [Symbol.asyncDispose]: async () => undefined,
  })
  const { sampler } = sampling({ connect, onPush: ({ at }) => void pushed.push(at) })
  await vi.advanceTimersByTimeAsync(0)
  for (const listener of listeners) listener(empty(7))
  expect(pushed).toEqual([7])
  await sampler.stop()
  expect(listeners.size).toBe(0)
})

test('a target that hangs does not hold up another', async () => {
  const hanging = sampling({ connect: () => new Promise<Session>(() => undefined) })
  const { samples } = sampling({ connect: driven(async () => empty(Date.now())).connect })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(samples).toEqual([0, 5_000, 10_000])
  expect(hanging.samples).toEqual([])
})

describe('the schedule', () => {
  test.each([
    [0, 5, 0, 5],
    [0, 5, 4, 5],
    [0, 5, 5, 10],
    [0, 5, 12, 15],
    // the clock was set back: no long silence
    [1_000, 5, 0, 5],
  ])('due %i every %i at %i: next %i', (due, interval, now, next) => {
    expect(nextDue(due, interval, now)).toBe(next)
  })

  test('waits grow to the longest', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((tries) => backoffMs(tries, [1_000, 30_000]))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ])
  })
})

test.each([
  { tookMs: 5, everyMs: 250 },
  { tookMs: 50, everyMs: 1_000 },
  { tookMs: 400, everyMs: 5_000 },
])('watched closely, a sample of $tookMs ms is taken every $everyMs ms', async ({ tookMs, everyMs }) => {
  const { connect } = driven(async () => ({ ...empty(Date.now()), tookMs }))
  const { sampler, samples } = sampling({ connect })
  await vi.advanceTimersByTimeAsync(2_000)
  const watch = sampler.closely()
  await vi.advanceTimersByTimeAsync(10_100)
  const close = samples.filter((at) => at >= 2_000)
  expect(close[0]).toBe(2_000)
  expect(close[1]! - close[0]!).toBe(everyMs)
  expect(close.length).toBe(Math.floor(10_100 / everyMs) + 1)
  watch[Symbol.dispose]()
  watch[Symbol.dispose]()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(samples.at(-1)! - samples.at(-2)!).toBe(5_000)
  const stopped = sampler.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  await stopped
})
