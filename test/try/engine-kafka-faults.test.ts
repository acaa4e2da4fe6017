import { afterAll, beforeAll, expect, test } from 'vitest'
import { experimentsOf, KafkaKills } from './support/kafka-kills.ts'

/** Beside `engine-kafka.test.ts`, not after it: both mostly wait for what a controller notices. */
let kills: KafkaKills

beforeAll(async () => {
  kills = await KafkaKills.start()
})
afterAll(() => kills[Symbol.asyncDispose]())

test.each(experimentsOf('fault'))(
  '%s killed after each of its steps: nothing is left after the next start, and every server runs',
  async (id) => {
    await kills.atEachStep(id)
    expect(kills.cluster.servers.filter(({ running, paused }) => !running || paused)).toEqual([])
  },
  600_000,
)

test('Kafka’s own tools find nothing of them', async () => {
  expect(await kills.leftOver()).toEqual([])
})
