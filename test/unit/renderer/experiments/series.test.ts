import { expect, test } from 'vitest'
import { Series } from '../../../../src/renderer/experiments/series.ts'
import type { PlannedRun } from '../../../../src/renderer/experiments/series.ts'
import type { Run } from '../../../../src/shared/api/experiments.ts'
import type { Client } from '../../../../src/shared/rpc/client.ts'
import { liveCell } from '../../../../src/shared/rpc/live.ts'
import { run } from './a-run.ts'

/** A core that starts runs as numbers 1, 2, 3, …, whose end the test tells. */
function aCore(refuses = false) {
  const runs = liveCell<readonly Run[]>([{ ...run, id: '0', outcome: 'running' }])
  const started: unknown[] = []
  const client: Client = {
    call: ((method: string, arg?: unknown) => {
      if (refuses) return Promise.reject(new Error('the history can’t be written'))
      started.push([method, arg])
      const next: Run = { ...run, id: String(started.length), outcome: 'running' }
      runs.set([next, ...runs.current()])
      return Promise.resolve(next)
    }) as Client['call'],
    live: () => ({ ...runs, error: () => undefined }),
    connection: liveCell({ is: 'open' as const }),
    close: () => undefined,
  }
  const end = async (id: string, outcome: Run['outcome']) => {
    runs.set(runs.current().map((each) => (each.id === id ? { ...each, outcome } : each)))
    // the answer of a start comes a turn later
    await Promise.resolve()
    await Promise.resolve()
  }
  return { client, end, started, runs }
}

const planned = (label: string): PlannedRun => ({
  ...{ experiment: 'kafka/rebalance', targetId: 'staging', label },
  parameters: { strategy: label },
})

test('each variant starts when the one before is done, and none twice', async () => {
  const { client, end, started } = aCore()
  const series = new Series(client)
  series.follow('0', [planned('range'), planned('sticky')])
  expect(started).toHaveLength(0)
  await end('0', 'done')
  await end('0', 'done')
  expect(series.current().runs).toEqual(['0', '1'])
  await end('1', 'done')
  expect(started).toEqual(
    ['range', 'sticky'].map((strategy) => [
      'runs.start',
      { experiment: 'kafka/rebalance', targetId: 'staging', parameters: { strategy }, pace: 'auto' },
    ]),
  )
  await end('2', 'done')
  expect(series.current()).toEqual({ runs: ['0', '1', '2'], waiting: [], stopped: undefined })
})

test('one that is not done ends the series, and says so', async () => {
  const { client, end, started } = aCore()
  const series = new Series(client)
  series.follow('0', [planned('range')])
  await end('0', 'cancelled')
  expect(started).toHaveLength(0)
  expect(series.current().stopped).toBe('run 14 was cancelled')
})

test('one that was refused says why', async () => {
  const { client, end, runs } = aCore()
  const check = {
    id: 'observed',
    what: 'The cluster answers',
    is: 'refused' as const,
    says: 'No sample came.',
  }
  const series = new Series(client)
  series.follow('0', [planned('range')])
  runs.set(runs.current().map((each) => ({ ...each, checks: [check] })))
  await end('0', 'refused')
  expect(series.current().stopped).toBe('run 14 was refused: No sample came')
})

test('one that cannot start ends the series with the reason', async () => {
  const { client, end } = aCore(true)
  const series = new Series(client)
  series.follow('0', [planned('range')])
  await end('0', 'done')
  expect(series.current().stopped).toBe('the history can’t be written')
})

test('stopped by hand, nothing more starts', async () => {
  const { client, end, started } = aCore()
  const series = new Series(client)
  series.follow('0', [planned('range')])
  series.stop()
  await end('0', 'done')
  expect(started).toHaveLength(0)
  expect(series.current().stopped).toBe('stopped by you')
})
