import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { ZooKeeperClient } from '../../../lab/zookeeper/client.ts'
import { Observing } from './observing.ts'

test('a server before 3.6: its tree is walked, walked again, and the capabilities say why', async () => {
  await using ensemble = await lab.zookeeper({ voters: 1, version: '3.5' })
  const { endpoint } = ensemble.server(1)
  await using client = await ZooKeeperClient.open(endpoint)
  for (const path of ['/app', '/app/a', '/app/b', '/gone']) await client.create(path, `of ${path}`)
  await client.create('/app/mine', 'me', { ephemeral: true })
  await using observing = (await Observing.open([endpoint], { options: { poll: '1' } })).run(300)
  expect(observing.view('overview').versions).toEqual(['3.5.10'])
  expect(observing.view('overview').tree).toMatchObject({ how: 'polled', why: null })
  expect(observing.view('znode', { path: '/app' }).stat).toMatchObject({ numChildren: 3, dataLength: 7 })
  expect(observing.view('znode', { path: '/app/b' }).data).toMatchObject({ text: 'of /app/b' })
  expect(observing.view('znode', { path: '/app/mine' })).toMatchObject({ kind: 'ephemeral' })
  const tree = observing.session.capabilities().find(({ what }) => what.startsWith('The tree'))
  expect(tree).toMatchObject({ state: 'partly', by: expect.stringContaining('again and again') as string })
  expect(tree?.why).toContain('3.6')

  await client.set('/app/a', 'changed')
  await client.create('/app/new', '')
  await client.remove('/gone')
  await until(
    'the next walk finds what changed',
    () => observing.look.moment.fact('znode/app/new', 'znode.kind') === 'persistent',
    { withinMs: 10_000 },
  )
  expect(observing.view('znode', { path: '/app/a' })).toMatchObject({
    stat: { version: 1 },
    data: { text: 'changed' },
  })
  expect(observing.look.moment.fact('znode/gone', 'znode.kind')).toBeUndefined()
})
