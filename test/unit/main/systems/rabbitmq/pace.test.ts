import { expect, test } from 'vitest'
import { Pace } from '../../../../../src/main/systems/rabbitmq/pace.ts'

test('what takes long twice is asked less often: a twenty-fifth of the time', () => {
  const pace = new Pace<string>()
  expect(pace.isDue('queues', 0)).toBe(true)
  pace.answered('queues', 0, 200)
  expect(pace.isDue('queues', 1000)).toBe(true)
  pace.answered('queues', 1000, 200)
  expect(pace.isDue('queues', 5000)).toBe(false)
  expect(pace.isDue('queues', 6000)).toBe(true)
})

test('what is slow once is not', () => {
  const pace = new Pace<string>()
  for (const [now, tookMs] of [
    [0, 10],
    [1000, 3000],
    [2000, 10],
  ] as const) {
    expect(pace.isDue('queues', now)).toBe(true)
    pace.answered('queues', now, tookMs)
  }
  expect(pace.isDue('queues', 3000)).toBe(true)
})

test('nobody waits longer than a minute, nor for a clock that was set back', () => {
  const pace = new Pace<string>()
  pace.answered('queues', 100_000, 8000)
  pace.answered('queues', 100_000, 8000)
  expect(pace.isDue('queues', 159_000)).toBe(false)
  expect(pace.isDue('queues', 160_000)).toBe(true)
  expect(pace.isDue('queues', 50_000)).toBe(true)
})

test('who did not answer is left alone for a while', () => {
  const pace = new Pace<string>()
  pace.failed('queues', 0)
  expect(pace.isDue('queues', 9000)).toBe(false)
  expect(pace.isDue('queues', 10_000)).toBe(true)
})
