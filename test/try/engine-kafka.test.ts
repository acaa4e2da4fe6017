import { afterAll, beforeAll, expect, test } from 'vitest'
import { experimentsOf, KafkaKills } from './support/kafka-kills.ts'

let kills: KafkaKills

beforeAll(async () => {
  kills = await KafkaKills.start()
})
afterAll(() => kills[Symbol.asyncDispose]())

// each has a history of its own, and they touch nothing of each other
test.concurrent.each(experimentsOf('client'))(
  '%s killed after each of its steps: nothing is left after the next start',
  (id) => kills.atEachStep(id),
  400_000,
)

test('Kafka’s own tools find nothing of them', async () => {
  expect(await kills.leftOver()).toEqual([])
})
