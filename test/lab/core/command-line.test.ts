import { expect, test, vi } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { home, run, Running } from './orrery.ts'

const within = { timeout: 60_000, interval: 50 }

interface Checked {
  readonly target: string
  readonly system: string
  readonly from: number
  readonly to: number
  readonly findings: readonly { rule: string; severity: string; entity: string; since: number }[]
  readonly ok: readonly string[]
  readonly unknown: readonly { rule: string; missing: string }[]
  readonly error: { code: string } | null
}

const checked = (stdout: string) => (JSON.parse(stdout) as { targets: Checked[] }).targets

test('bad input is one clear line and exit code 2', async () => {
  await using own = await home()
  for (const args of [
    ['serve', '--nonsense'],
    ['status'],
    ['check', 'nobody'],
    ['check', 'kafka://u:s3cret@:x'],
  ]) {
    const { code, stdout, stderr } = await run(args, own.folder)
    expect([args, code, stdout]).toEqual([args, 2, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).not.toContain('s3cret')
  }
})

test('a cluster that cannot be observed is exit code 2, with the reason', async () => {
  await using own = await home()
  const { code, stdout } = await run(['check', 'kafka://127.0.0.1:1', '--json'], own.folder)
  expect(code).toBe(2)
  expect(checked(stdout)).toMatchObject([
    { target: 'kafka://127.0.0.1:1', from: null, error: { code: 'refused' } },
  ])
  const status = await run(['status', 'zookeeper://127.0.0.1:1', '--json'], own.folder)
  expect(status.code).toBe(2)
  expect(JSON.parse(status.stdout)).toMatchObject({ targets: [{ error: { code: 'refused' }, views: {} }] })
})

test('a healthy cluster, then one that lost a broker', async () => {
  await using own = await home()
  await using cluster = await lab.kafka({ brokers: 3 })
  await cluster.tool('kafka-topics', [
    '--create',
    '--topic',
    'orders',
    '--partitions',
    '6',
    '--replication-factor',
    '3',
    '--config',
    'min.insync.replicas=2',
  ])

  const status = await run(['status', cluster.url, '--json'], own.folder)
  expect([status.code, status.stderr]).toEqual([0, `Observing ${cluster.url}…\n`])
  const [printed] = (JSON.parse(status.stdout) as { targets: { views: Record<string, never>; at: number }[] })
    .targets
  expect(printed?.views['overview']).toMatchObject({ counts: { brokers: 3 }, health: { offline: 0 } })
  const topics = printed?.views['topics'] as unknown as { name: string[]; partitions: number[] }
  expect(topics.partitions[topics.name.indexOf('orders')]).toBe(6)
  const topic = printed?.views['topic'] as unknown as {
    args: { topic: string }
    data: { partitions: { hw: number[] } }
  }[]
  expect(topic.find(({ args }) => args.topic === 'orders')?.data.partitions.hw).toEqual([0, 0, 0, 0, 0, 0])

  const healthy = await run(
    ['check', cluster.url, '--json', '--interval', '500ms', '--samples', '4'],
    own.folder,
  )
  expect(checked(healthy.stdout)).toMatchObject([{ target: cluster.url, system: 'kafka', error: null }])
  expect([
    healthy.code,
    checked(healthy.stdout)[0]?.findings.filter(({ severity }) => severity !== 'info'),
  ]).toEqual([0, []])
  const { from, to, ok } = checked(healthy.stdout)[0] ?? expect.fail()
  expect(to - from).toBeGreaterThanOrEqual(1_400)
  expect(ok.length).toBeGreaterThan(3)

  await using watching = new Running(
    ['check', cluster.url, '--json', '--interval', '500ms', '--watch'],
    own.folder,
  )
  await vi.waitFor(() => expect(watching.complaints.join()).toContain('Watching'), within)
  await cluster.server(2).kill()
  const events = () =>
    watching.lines.map(
      (line) => JSON.parse(line) as { event: string; rule: string; entity: string; target: string },
    )
  await vi.waitFor(() => expect(events().some(({ event }) => event === 'opened')).toBe(true), within)
  expect(events()[0]).toMatchObject({ event: 'opened', target: cluster.url })

  const broken = await run(['check', cluster.url, '--json', '--interval', '1s'], own.folder)
  expect(broken.code).toBe(1)
  const [found] = checked(broken.stdout)
  expect(found?.error).toBeNull()
  expect(found?.findings.filter(({ severity }) => severity !== 'info').length).toBeGreaterThan(0)
  for (const finding of found?.findings ?? []) {
    expect(Object.keys(finding)).toEqual(
      expect.arrayContaining(['rule', 'severity', 'entity', 'title', 'since', 'evidence', 'why', 'fix']),
    )
  }
  watching.process.kill('SIGTERM')
  await watching.ended
  expect(watching.process.exitCode).toBe(1)
}, 240_000)
