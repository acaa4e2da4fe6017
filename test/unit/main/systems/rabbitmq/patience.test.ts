import { expect, test } from 'vitest'
import { Patience } from '../../../../../src/main/systems/rabbitmq/patience.ts'

test('an answer that comes late goes into the sample after', async () => {
  using patience = new Patience<string, number>()
  const { promise, resolve } = Promise.withResolvers<number>()
  let asked = 0
  const ask = () => (asked++, promise)
  expect(await patience.answer('queues', ask)).toBeUndefined()
  expect(patience.waiting).toEqual(['queues'])
  // the second sample waits no more than a moment
  const started = performance.now()
  expect(await patience.answer('queues', ask)).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(1000)
  resolve(7)
  expect(await patience.answer('queues', ask)).toMatchObject({ value: 7 })
  expect(asked).toBe(1)
  expect(patience.waiting).toEqual([])
})

test('what fails late is thrown to the sample after, and asked anew by the next', async () => {
  using patience = new Patience<string, number>()
  const { promise, reject } = Promise.withResolvers<number>()
  expect(await patience.answer('queues', () => promise)).toBeUndefined()
  reject(new Error('gone'))
  await expect(patience.answer('queues', () => promise)).rejects.toThrow('gone')
  expect(await patience.answer('queues', () => Promise.resolve(1))).toMatchObject({ value: 1 })
})
