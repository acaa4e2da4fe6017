import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ClusterStatus } from '../../../lab/cli/control.ts'
import type { UpEvent } from '../../../lab/cli/up.ts'
import { until } from '../../../lab/until.ts'
import { runCli, untilGone, type Child } from './child.ts'

type ReadyEvent = Extract<UpEvent, { event: 'ready' }>

async function ready(child: Child): Promise<ReadyEvent> {
  return JSON.parse(await child.line(/"event":"ready"/)) as ReadyEvent
}

async function ask(...args: string[]): Promise<string> {
  const child = runCli(args)
  const code = await child.ended
  if (code !== 0) throw new Error(child.errors.join('\n'))
  return child.lines.join('\n')
}

async function listed(name: string): Promise<ClusterStatus | undefined> {
  return (JSON.parse(await ask('list', '--json')) as ClusterStatus[]).find(({ cluster }) => cluster === name)
}

const alone = ['up', 'zookeeper', '--voters', '1', '--observers', '0', '--json']

test('up tells its progress, other terminals list and drill it, down ends it', async () => {
  const up = runCli(alone)
  const { cluster, url, servers } = await ready(up)
  expect(up.lines[0]).toMatch(/"event":"progress"/)
  expect(url).toBe(`zookeeper://${servers[0]?.endpoint ?? ''}`)
  const pid = servers[0]?.pid ?? 0
  expect(await listed(cluster)).toMatchObject({ url, pid: up.pid, servers: [{ pid, state: 'running' }] })

  expect(await ask('pause', '1', '--of', cluster)).toBe('zookeeper-1 is paused')
  expect((await listed(cluster))?.servers[0]?.state).toBe('paused')
  expect(await ask('resume', '1', '--of', cluster)).toBe('zookeeper-1 is running')
  expect(await ask('kill', 'zookeeper-1', '--of', cluster)).toBe('zookeeper-1 is down')
  expect(await ask('restart', '1', '--of', cluster)).toBe('zookeeper-1 is running')
  expect(await ask('logs', '1', '--of', cluster)).toContain('binding to port')
  await expect(ask('kill', '9', '--of', cluster)).rejects.toThrow('No server 9')
  await expect(ask('down', 'other')).rejects.toThrow('No other is up')

  const folder = (await listed(cluster))?.folder ?? ''
  await ask('down', cluster)
  expect(await up.ended).toBe(0)
  expect(up.lines.at(-1)).toBe(JSON.stringify({ event: 'stopped', cluster }))
  expect(existsSync(folder)).toBe(false)
})

test('Ctrl-C ends it in order', async () => {
  const up = runCli([...alone, '--traffic'])
  const { servers } = await ready(up)
  await up.line(/the traffic flows/)
  up.signal('SIGINT')
  expect(await up.ended).toBe(0)
  await untilGone(servers.map(({ pid }) => pid ?? 0))
})

test('with --with-parent it ends when its stdin closes', async () => {
  const up = runCli([...alone, '--with-parent'])
  const { servers } = await ready(up)
  up.closeInput()
  expect(await up.ended).toBe(0)
  await untilGone(servers.map(({ pid }) => pid ?? 0))
})

test('two of a kind get names of their own', async () => {
  const one = runCli(alone)
  const first = await ready(one)
  const other = runCli(alone)
  const second = await ready(other)
  expect(second.cluster).not.toBe(first.cluster)
  for (const child of [one, other]) child.signal('SIGTERM')
  await until('both have ended', async () =>
    (await Promise.all([one.ended, other.ended])).every((code) => code === 0),
  )
})
