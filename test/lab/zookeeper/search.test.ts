import { expect, test, vi } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import type { FoundEntity, FoundFact, SearchRequest } from '../../../src/shared/api/search.ts'
import { home, run, serve } from '../core/orrery.ts'

const within = { timeout: 20_000, interval: 50 }

test('a znode that was created and deleted is found by path and by its data, with when it lived', async () => {
  await using ensemble = await lab.zookeeper()
  const endpoint = ensemble.servers[0]!.endpoint
  await using client = await ZooKeeperClient.open(endpoint)
  await using own = await home()
  {
    await using served = await serve([], own.folder)
    const call = (request: Omit<SearchRequest, 'limit' | 'targetIds'>) =>
      served.client.call('search.find', { limit: 20, targetIds: [config.id], ...request })
    const draft = { name: 'zoo', url: `zookeeper://${endpoint}`, intervalMs: 500 }
    const { config } = await served.client.call('targets.add', draft)
    const entity = async (text: string) => (await call({ text, sorts: ['entity'] })).found[0] as FoundEntity
    const fact = async (text: string) =>
      (await call({ text, sorts: ['fact'] })).found.find(({ is }) => is === 'fact') as FoundFact | undefined

    await client.create('/flags', '')
    await client.create('/flags/checkout', 'enabled for Größe XL')
    await vi.waitFor(async () => expect(await fact('flags GRÖSSE')).toBeUndefined(), within)
    await vi.waitFor(async () => expect(await fact('größe xl')).toMatchObject({ held: 1 }), within)
    expect(await entity('checkout')).toMatchObject({ entity: 'znode/flags/checkout', isThere: true })

    await client.remove('/flags/checkout')
    await vi.waitFor(async () => expect(await entity('checkout')).toMatchObject({ isThere: false }), within)
    const { first, last } = await entity('CHECK flags')
    expect(last).toBeGreaterThan(first!)
    const data = await fact('"größe xl"')
    expect(data).toMatchObject({ held: 0, entity: 'znode/flags/checkout', key: 'znode.data' })
    expect(data?.text).toContain('enabled for Größe XL')
    expect(data!.to).toBeGreaterThan(data!.first)
    const later = await call({ text: 'checkout', sorts: ['entity'], from: last! + 1 })
    expect(later).toMatchObject({ found: [], failed: [], indexed: 1 })
  }
  const { code, stdout } = await run(['search', 'größe', '--json'], own.folder)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ found: [{ is: 'fact', key: 'znode.data', held: 0 }] })
})
