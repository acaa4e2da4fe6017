import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Keeper } from '../../../lab/host/keeper.ts'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { runLab, untilGone } from './child.ts'

/** Every process of a keeper's folder, its watchdog included. */
async function pidsIn(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, 'pids'), 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [Number.parseInt(line, 10)]))
}

async function untilNothingIsLeft(folder: string, pids: readonly number[]): Promise<void> {
  await untilGone(pids)
  await until('the folder is gone', () => !existsSync(folder))
}

test('kill -9 of the process that holds a cluster leaves no process and no folder, not even paused ones', async () => {
  const child = runLab(`
    const zk = await lab.zookeeper({ voters: 3 })
    const traffic = await lab.zkTraffic(zk, { services: { orders: 2 } })
    await zk.server(2).pause()
    console.log('up ' + zk.folder)
    setInterval(() => {}, 1000)`)
  const folder = (await child.line(/^up /)).slice(3)
  const pids = await pidsIn(folder)
  expect(pids).toHaveLength(4)
  child.signal('SIGKILL')
  await untilNothingIsLeft(folder, pids)
})

test('kill -9 while a cluster starts leaves nothing either', async () => {
  const before = new Set(await labFolders())
  const child = runLab(`await lab.kafka({ brokers: 1 })`)
  const folder = await until(
    'its folder is there',
    async () => (await labFolders()).find((name) => !before.has(name)),
    {
      everyMs: 2,
    },
  )
  const pids = await until('a server starts', async () => {
    const found = await pidsIn(folder)
    return found.length > 1 && found
  })
  child.signal('SIGKILL')
  await untilNothingIsLeft(folder, pids || [])
})

test('a process that forgets its cluster can end, and takes it along', async () => {
  const child = runLab(`
    const zk = await lab.zookeeper({ voters: 1 })
    console.log('up ' + zk.folder + ' ' + zk.server(1).pid)`)
  const [, folder = '', pid = ''] = (await child.line(/^up /)).split(' ')
  expect(await child.ended).toBe(0)
  await untilNothingIsLeft(folder, [Number(pid)])
})

test('if the watchdog itself is killed, its owner does its work', async () => {
  await using zk = await lab.zookeeper({ voters: 1 })
  const { folder } = zk
  const [watchdog = 0, server = 0] = await pidsIn(folder)
  expect(server).toBe(zk.server(1).pid)
  process.kill(watchdog, 'SIGKILL')
  await untilNothingIsLeft(folder, [server])
  await until('the server knows', () => !zk.server(1).running)
})

test('ports of two labs never meet', async () => {
  await using one = await Keeper.open()
  await using other = await Keeper.open()
  const [mine, yours] = await Promise.all([one.ports(40), other.ports(40)])
  expect(new Set([...mine, ...yours]).size).toBe(80)
})

async function labFolders(): Promise<string[]> {
  const names = await readdir(tmpdir())
  return names.filter((name) => name.startsWith('orrery-lab-')).map((name) => join(tmpdir(), name))
}
