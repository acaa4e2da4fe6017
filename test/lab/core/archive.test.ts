import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { kafka } from '../../../src/main/systems/kafka/index.ts'
import { openReader } from '../../../src/main/store/reader.ts'
import type { Report } from '../../../src/shared/api/report.ts'
import type { Client } from '../../../src/shared/rpc/client.ts'
import { toJson } from '../../../src/main/headless/json.ts'
import { plainBytes } from '../../unit/main/store/plain-bytes.ts'
import { home, run, serve } from './orrery.ts'

let cluster: Awaited<ReturnType<typeof lab.kafka>>

beforeAll(async () => {
  cluster = await lab.kafka({ brokers: 3, sasl: true })
  const create = ['--create', '--topic', 'orders', '--partitions', '6', '--replication-factor', '3']
  await cluster.tool('kafka-topics', create)
})
afterAll(() => cluster[Symbol.asyncDispose]())

const within = { timeout: 60_000, interval: 50 }
const name = 'orders of the north'

/** Observes while a broker is lost and returns. @returns instants worth looking at, and what was exported */
async function observed(client: Client) {
  const { config } = await client.call('targets.add', { name, url: cluster.saslUrl(), intervalMs: 500 })
  const { id } = config
  const at = () => client.call('view.read', { targetId: id, view: 'overview', args: {}, at: 'live' })
  await vi.waitFor(async () => expect((await at()).sampledAt).toBeGreaterThan(0), within)
  const from = (await at()).sampledAt
  await later(client, id, from + 3_000)
  await cluster.server(2).kill('SIGKILL')
  const open = async () => (await client.call('findings.at', { targetId: id })).findings
  await vi.waitFor(async () => expect((await open()).map(({ title }) => title).join()).toMatch(/2/), within)
  await later(client, id, (await at()).sampledAt + 3_000)
  await cluster.server(2).start()
  await vi.waitFor(
    async () => expect((await open()).filter(({ severity }) => severity !== 'info')).toEqual([]),
    {
      ...within,
      timeout: 90_000,
    },
  )
  await later(client, id, (await at()).sampledAt + 2_000)
  return { id, from: from + 2_000, to: (await at()).sampledAt - 1_000 }
}

async function later(client: Client, targetId: string, instant: number): Promise<void> {
  const sampledAt = async () =>
    (await client.call('view.read', { targetId, view: 'overview', args: {}, at: 'live' })).sampledAt
  await vi.waitFor(async () => expect(await sampledAt()).toBeGreaterThan(instant), within)
}

/** Every view of the system with all its arguments, as the history has them at an instant. */
function questions(file: string, id: string, at: number) {
  using reader = openReader(file)
  const look = reader.look(id, at) ?? expect.fail(`nothing at ${at}`)
  return Object.entries(kafka.views).flatMap(([view, { instances }]) =>
    (instances?.(look) ?? [{}]).map((args) => ({ view, args })),
  )
}

/** What a window gets to see at an instant, as text. */
async function seen(client: Client, targetId: string, at: number, asked: ReturnType<typeof questions>) {
  const texts = []
  for (const { view, args } of asked)
    texts.push(toJson(await client.call('view.read', { targetId, view, args, at })))
  texts.push(toJson(await client.call('findings.at', { targetId, at })))
  return texts
}

/** What a window gets to see of a stretch. */
async function seenOver(client: Client, targetId: string, from: number, to: number) {
  const series = ['topic/orders/0', 'topic/orders/5'].flatMap((entity) => [
    { entity, metric: 'partition.hw' },
  ])
  const query = { targetId, series, from, to, points: 400 } as const
  const [back, forward] = (['back', 'forward'] as const).map((direction) =>
    client.call('events.step', { targetId, from: (from + to) / 2, direction, by: 'event' }),
  )
  return toJson([
    await client.call('events.list', { targetId, from, to, limit: 10_000 }),
    await client.call('timeline.read', { targetId, from, to, buckets: 200 }),
    await client.call('series.read', { ...query, as: 'value' }),
    await client.call('series.read', { ...query, as: 'rate' }),
    await back,
    await forward,
  ])
}

test('an archive of a lost broker shows the very same moments in a fresh profile', async () => {
  await using own = await home()
  await using fresh = await home()
  const archive = join(fresh.folder, 'lost.orrery')
  await using served = await serve([], own.folder)
  const { id, from, to } = await observed(served.client)
  const times = ['--from', new Date(from).toISOString(), '--to', new Date(to).toISOString()]

  const exported = await run(['export', name, ...times, '--out', archive], own.folder)
  expect([exported.code, exported.stdout.trim()], exported.stderr).toEqual([0, archive])
  const nothing = await run(['export', name, '--from', '2020-01-01', '--to', '2020-01-02'], own.folder)
  expect([nothing.code, nothing.stderr]).toEqual([
    2,
    expect.stringMatching(/Nothing was observed .* It was observed/),
  ])
  const taken = await run(['export', name, ...times, '--out', archive], own.folder)
  expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('is there already')])
  expect((await readdir(fresh.folder)).filter((file) => file.startsWith('lost'))).toEqual(['lost.orrery'])

  const password = /\/\/[^:]+:([^@]+)@/.exec(cluster.saslUrl())?.[1] ?? expect.fail('no password')
  const bytes = plainBytes(archive)
  expect([bytes.includes(name), bytes.includes(password)]).toEqual([true, false])

  await using opened = await serve([archive], fresh.folder)
  const targets = opened.client.live('targets', {})
  targets.subscribe(() => undefined)
  const other = () => targets.current()?.find(({ config }) => config.name === name)
  await vi.waitFor(() => expect(other()).toMatchObject({ condition: 'recorded' }), within)
  const copy = other()?.config.id ?? ''
  expect(other()?.extent?.from).toBeGreaterThanOrEqual(from)

  // a copy of the history, so that what is asked about stands still
  const history = join(own.folder, 'asked.orrery')
  await copyFile(join(own.folder, 'history/history.orrery'), history)
  await copyFile(join(own.folder, 'history/history.orrery-wal'), `${history}-wal`)
  const instants = Array.from({ length: 12 }, (_, i) => Math.round(from + ((to - from) * i) / 11))
  for (const at of instants) {
    const asked = questions(history, id, at)
    expect(asked.length).toBeGreaterThan(5)
    const original = await seen(served.client, id, at, asked)
    const copied = await seen(opened.client, copy, at, asked)
    expect(
      copied.map((text) => text.replaceAll(copy, id)),
      new Date(at).toISOString(),
    ).toEqual(original)
  }
  const over = await seenOver(opened.client, copy, from, to)
  expect(over.replaceAll(copy, id)).toBe(await seenOver(served.client, id, from, to))
  const found = await opened.client.call('findings.range', { targetId: copy, from, to })
  expect(found.some(({ title, closed }) => /2/.test(title) && closed !== undefined)).toBe(true)

  // a report of the history and one of the archive say the same, and name who was lost, and that it healed
  const report = await reported([name, ...times], own.folder)
  const again = await reported([archive, ...times], fresh.folder)
  expect(report.summary.join('\n')).toMatch(/broker 2.*all over by the end|all over by the end[^]*broker 2/i)
  const told = ({ summary, changes, targets: [target] }: Report) =>
    toJson([summary, changes, target?.findings])
  expect(told(again)).toBe(told(report))
  expect(toJson(report)).not.toContain(password)
}, 240_000)

/** What `orrery report` writes as JSON. */
async function reported(args: readonly string[], folder: string): Promise<Report> {
  const out = join(folder, 'reports')
  const made = await run(['report', ...args, '--format', 'json', '--out', out], folder)
  expect(made.code, made.stderr).toBe(0)
  return JSON.parse(await readFile(made.stdout.trim(), 'utf8')) as Report
}
