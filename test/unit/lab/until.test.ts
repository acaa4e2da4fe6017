import { expect, test } from 'vitest'
import { until } from '../../../lab/until.ts'

test('gives the first truthy value', async () => {
  let looks = 0
  expect(await until('it is three', () => (++looks === 3 ? 'three' : undefined), { everyMs: 1 })).toBe(
    'three',
  )
})

test('the error names what was awaited and what was seen last', async () => {
  await expect(until('the ISR is whole', () => 0, { withinMs: 20, everyMs: 5 })).rejects.toThrow(
    'Waited 20 ms until the ISR is whole; last seen: 0',
  )
  const seen = () => ({ isr: [1, 3] })
  await expect(until('it is', () => false, { withinMs: 20, everyMs: 5, seen })).rejects.toThrow(
    'isr: [ 1, 3 ]',
  )
})

test('a condition that throws does not hold yet, and its error is shown', async () => {
  const condition = () => {
    throw new Error('ECONNREFUSED')
  }
  await expect(until('it answers', condition, { withinMs: 20, everyMs: 5 })).rejects.toThrow(
    'last seen: ECONNREFUSED',
  )
})

test('a condition that never settles costs the deadline, not more', async () => {
  const startMs = performance.now()
  const hangs = () => new Promise<boolean>(() => {})
  await expect(until('it answers', hangs, { withinMs: 50 })).rejects.toThrow('no answer from the condition')
  expect(performance.now() - startMs).toBeLessThan(5_000)
})

test('an abort ends the wait', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(until('it is', () => false, { signal })).rejects.toThrow('enough')
})
