import { expect, test } from 'vitest'
import { Pacer } from '../../../../../src/main/systems/kafka/pacer.ts'

const signal = new AbortController().signal

async function waited(pacer: Pacer): Promise<number> {
  const started = performance.now()
  await pacer.wait(signal)
  return performance.now() - started
}

test('without a limit nothing waits', async () => {
  const pacer = new Pacer(0)
  pacer.spent(1000)
  expect(await waited(pacer)).toBeLessThan(20)
})

test('what was spent is waited for before the next sample', async () => {
  const pacer = new Pacer(100)
  expect(await waited(pacer)).toBeLessThan(20)
  pacer.spent(16)
  expect(await waited(pacer)).toBeGreaterThan(140)
  expect(await waited(pacer)).toBeLessThan(20)
})

test('waiting ends when the sample is given up', async () => {
  const pacer = new Pacer(1)
  pacer.spent(1000)
  const stop = new AbortController()
  const waiting = pacer.wait(stop.signal)
  stop.abort(new Error('given up'))
  await expect(waiting).rejects.toThrow()
})
