import { afterAll, beforeAll, expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import type { KafkaCluster } from '../../../lab/kafka/cluster.ts'
import { until } from '../../../lab/until.ts'
import { Observing } from './observing.ts'

let cluster: KafkaCluster
let observing: Observing
const held = new AsyncDisposableStack()

beforeAll(async () => {
  cluster = held.use(await lab.kafka({ brokers: 3 }))
  held.use(
    await lab.traffic(cluster, {
      topics: [{ name: 'orders', partitions: 6, ratePerS: 60, config: { 'min.insync.replicas': '2' } }],
      groups: [{ id: 'billing', topics: ['orders'] }],
    }),
  )
  observing = held.use(await Observing.open(cluster.bootstrap))
})
afterAll(() => held.disposeAsync())

const partitions = [0, 1, 2, 3, 4, 5].map((p) => `topic/orders/${String(p)}`)
const leaderOf = (path: string) => observing.fact(path, 'partition.leader') as number
const isrOf = (path: string) => observing.fact(path, 'partition.isr') as number[]

/** Samples until something holds; as quickly as a person who watches at an interval of 200 ms. */
function sampledUntil(what: string, holds: () => boolean, withinMs: number) {
  const look = async () => {
    await observing.sample()
    return holds()
  }
  return until(what, look, { withinMs, everyMs: 200 })
}

const healed = () => partitions.every((path) => isrOf(path).length === 3)

test('a stopped follower: the leader’s end is above the watermark at once, the ISR shrinks later', async () => {
  await sampledUntil('all is in sync', healed, 20_000)
  await using _resumed = { [Symbol.asyncDispose]: () => cluster.server(3).resume() }
  await cluster.server(3).pause()
  const pausedAt = performance.now()
  const others = partitions.filter((path) => leaderOf(path) !== 3)
  const stands = (path: string) =>
    observing.value(`${path}@${String(leaderOf(path))}`, 'replica.leo') >
    observing.value(path, 'partition.hw')

  await sampledUntil('records wait for the follower', () => others.some(stands), 5000)
  const [path] = others.filter(stands)
  expect(isrOf(path!)).toContain(3)
  await sampledUntil('the ISR shrinks', () => !isrOf(path!).includes(3), 20_000)
  expect(performance.now() - pausedAt).toBeGreaterThan(3000)
  expect(observing.fact('broker/3', 'broker.address')).toBeUndefined()

  await cluster.server(3).resume()
  await sampledUntil('it is back in sync', healed, 30_000)
  expect(observing.fact('broker/3', 'broker.state')).toBe('online')
})

test('a hung broker delays nobody: others’ figures arrive, and the next samples are quick again', async () => {
  await sampledUntil('all is in sync', healed, 30_000)
  await using _resumed = { [Symbol.asyncDispose]: () => cluster.server(2).resume() }
  await cluster.server(2).pause()
  const hit = await observing.sample()
  const others = partitions.filter((path) => leaderOf(path) !== 2)
  expect(hit.tookMs).toBeLessThan(2500)
  for (const path of others) expect(observing.value(path, 'partition.hw')).toBeGreaterThanOrEqual(0)
  expect(hit.gaps).toContainEqual(expect.objectContaining({ entity: 'broker/2', code: 'timeout' }))
  const next = await observing.sample()
  expect(next.tookMs).toBeLessThan(600)
  expect(observing.fact('broker/2', 'broker.state')).toBe('silent')
  await cluster.server(2).resume()
  await sampledUntil(
    'it answers again',
    () => observing.fact('broker/2', 'broker.state') === 'online',
    10_000,
  )
  expect(observing.samples.at(-1)!.gaps.filter(({ entity }) => entity === 'broker/2')).toEqual([])
})

test('a killed leader: another leads, with the next epoch; the old one returns', async () => {
  await sampledUntil('all is in sync', healed, 30_000)
  const path = partitions.find((each) => leaderOf(each) === 1)!
  const epoch = observing.fact(path, 'partition.epoch') as number
  await cluster.server(1).kill()
  await sampledUntil('another broker leads', () => ![1, -1].includes(leaderOf(path)), 30_000)
  expect(observing.fact(path, 'partition.epoch')).toBeGreaterThan(epoch)
  expect(isrOf(path)).not.toContain(1)
  await cluster.server(1).start()
  await sampledUntil('it is back in sync', healed, 60_000)
})
