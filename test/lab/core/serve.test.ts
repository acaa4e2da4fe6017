import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { openReader } from '../../../src/main/store/reader.ts'
import { kafkaCatalogue } from '../../../src/shared/systems/kafka.ts'
import { home, serve } from './orrery.ts'

let cluster: Awaited<ReturnType<typeof lab.kafka>>

beforeAll(async () => {
  cluster = await lab.kafka()
  await cluster.tool('kafka-topics', ['--create', '--topic', 'orders', '--partitions', '4'])
})
afterAll(() => cluster[Symbol.asyncDispose]())

const within = { timeout: 20_000, interval: 20 }

test('a target is tested, added, seen live, and its past is asked', async () => {
  await using own = await home()
  await using served = await serve([], own.folder)
  const { client } = served
  const targets = client.live('targets', {})
  targets.subscribe(() => undefined)

  const { steps, capabilities } = await client.call('targets.test', { name: 'lab', url: cluster.url })
  expect(steps.map(({ id, state }) => `${id} ${state}`)).toContain('tcp ok')
  expect(steps.every(({ state }) => state !== 'failed')).toBe(true)
  expect(capabilities.length).toBeGreaterThan(3)

  const { config } = await client.call('targets.add', { name: 'lab', url: cluster.url, intervalMs: 500 })
  await vi.waitFor(() => expect(targets.current()?.[0]).toMatchObject({ condition: 'observed' }), within)
  const overview = client.live('view', { targetId: config.id, view: 'overview', args: {} })
  overview.subscribe(() => undefined)
  await vi.waitFor(() => expect(overview.current()?.data).toMatchObject({ counts: { brokers: 1 } }), within)
  const first = overview.current()?.at ?? 0
  await vi.waitFor(() => expect(overview.current()?.at).toBeGreaterThan(first), within)

  const past = await client.call('view.read', { targetId: config.id, view: 'overview', args: {}, at: first })
  expect(past).toMatchObject({ at: first, sampledAt: first, data: { counts: { brokers: 1 } } })
  const step = { targetId: config.id, from: first, direction: 'forward', by: 'sample' } as const
  expect(await client.call('events.step', step)).toBeGreaterThan(first)
  const { found } = await client.call('search.find', { text: 'orders', sorts: ['entity'], limit: 50 })
  expect(found).toContainEqual(
    expect.objectContaining({ targetId: config.id, entity: 'topic/orders', isThere: true }),
  )
  const { findings } = await client.call('findings.at', { targetId: config.id })
  expect(findings.filter(({ severity }) => severity === 'critical')).toEqual([])
  const bar = { targetId: config.id, from: first - 60_000, to: first + 60_000, buckets: 10 }
  expect((await client.call('timeline.read', bar)).density).toHaveLength(10)

  await client.call('targets.remove', { id: config.id, forget: true })
  const observed = () => targets.current()?.filter(({ condition }) => condition !== 'recorded')
  await vi.waitFor(() => expect(observed()).toEqual([]), within)
})

test('a server on a default port of this machine is found until it is a target', async () => {
  await using own = await home()
  await using served = await serve([], own.folder)
  await using proxy = await onDefaultPort(cluster.bootstrap)
  const url = `kafka://${proxy.endpoint}`
  const found = { system: 'kafka', endpoint: proxy.endpoint, url }
  expect(await served.client.call('targets.discover')).toContainEqual(found)
  await served.client.call('targets.add', { name: 'found', url })
  expect(await served.client.call('targets.discover')).not.toContainEqual(found)
})

/** A way to the cluster over the first of Kafka's usual ports that is free here. */
async function onDefaultPort(target: string) {
  for (const port of kafkaCatalogue.localPorts)
    try {
      return await lab.proxy(target, { port })
    } catch {
      // somebody else listens there
    }
  throw new Error(`None of the ports ${kafkaCatalogue.localPorts.join(', ')} is free`)
}

test('a target that cannot be reached harms no other, and says why', async () => {
  await using own = await home()
  await using silent = await lab.silent()
  const dead = ['kafka://127.0.0.1:1', `kafka://${silent.endpoint}`]
  await using served = await serve([...dead, cluster.url], own.folder)
  const targets = served.client.live('targets', {})
  targets.subscribe(() => undefined)
  await vi.waitFor(() => {
    const [refused, hanging, fine] = targets.current() ?? []
    expect(refused).toMatchObject({ condition: 'failing', error: { code: 'refused' } })
    expect(['connecting', 'failing']).toContain(hanging?.condition)
    expect(fine).toMatchObject({ condition: 'observed' })
  }, within)
})

test('a second Orrery does not write into the same history', async () => {
  await using own = await home()
  await using _served = await serve([], own.folder)
  await expect(serve([], own.folder)).rejects.toThrow('is being written by another program')
})

test('it ends in order when it is asked, and when whoever started it is gone', async () => {
  await using own = await home()
  for (const how of ['SIGTERM', 'SIGINT', 'stdin'] as const) {
    await using served = await serve(['--with-parent', cluster.url], own.folder)
    await vi.waitFor(async () => expect(await served.client.call('store.info')).toBeDefined(), within)
    if (how === 'stdin') served.running.process.stdin?.end()
    else served.running.process.kill(how)
    await served.running.ended
    expect([how, served.running.process.exitCode]).toEqual([how, 0])
  }
})

test('twenty times kill -9: every sample that was announced is there', async () => {
  await using own = await home()
  const announced = new Set<number>()
  const targetId = 'lab'
  const targets = { targets: [{ id: targetId, name: 'lab', url: cluster.url, intervalMs: 250 }] }
  await writeFile(join(own.folder, 'targets.json'), JSON.stringify(targets))
  for (let round = 0; round < 20; round++) {
    await using served = await serve(['--data', join(own.folder, 'data')], own.folder)
    const sampled = served.client.live('sampled', { targetId })
    let fresh = 0
    sampled.subscribe(() => {
      const { at } = sampled.current() ?? expect.fail('no value')
      if (!announced.has(at)) fresh++
      announced.add(at)
    })
    await vi.waitFor(() => expect(fresh).toBeGreaterThan(round % 5), within)
    await served.running.kill('SIGKILL')
  }
  using reader = openReader(join(own.folder, 'data/history.orrery'))
  const lost = [...announced].filter((at) => reader.stepSample(targetId, at - 1, 'forward') !== at)
  expect(lost).toEqual([])
  expect(announced.size).toBeGreaterThan(40)
  const newest = Math.max(...announced)
  expect(reader.look(targetId, newest)?.moment.sampledAt).toBe(newest)
}, 240_000)
