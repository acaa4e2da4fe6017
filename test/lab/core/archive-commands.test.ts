import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Report } from '../../../src/shared/api/report.ts'
import { home, run, Running } from './orrery.ts'

const recording = fileURLToPath(new URL('../../../resources/kafka-broker-lost.orrery', import.meta.url))

test('open shows an archive beside any other Orrery, and leaves nothing behind', async () => {
  await using own = await home()
  const before = await readFile(recording)
  const passing = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('orrery-open-'))
  const earlier = await passing()
  await using running = new Running(['open', recording, '--no-browser'], own.folder)
  const address = new URL(await running.firstLine())
  expect(address.hash).toMatch(/^#\/t\/archive-[0-9a-f]{12}-demo-kafka\?range=all$/)
  await running.kill('SIGTERM')
  expect(await readdir(own.folder)).toEqual([])
  expect((await passing()).filter((name) => !earlier.includes(name))).toEqual([])
  expect(await readFile(recording)).toEqual(before)
})

test('open says what is wrong with a file, and what to do', async () => {
  await using own = await home()
  const path = join(own.folder, 'diary.orrery')
  await writeFile(path, 'Dear diary, nothing happened today.')
  const { code, stdout, stderr } = await run(['open', path, '--no-browser'], own.folder)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/diary.orrery is not an archive of Orrery .*Choose a file that was exported/)
})

test('export says what there is where the target or the history is none', async () => {
  await using own = await home()
  const nowhere = await run(['export', 'orders'], own.folder)
  expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringMatching(/There is no history .*--data/)])
  await mkdir(join(own.folder, 'history'))
  await copyFile(recording, join(own.folder, 'history/history.orrery'))
  const nobody = await run(['export', 'orders'], own.folder)
  expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('The history holds: demo-kafka.')])
  const secret = await run(['export', 'kafka://me:s3cret@host:9092'], own.folder)
  expect([secret.code, secret.stderr.includes('s3cret')]).toEqual([2, false])
  const out = join(own.folder, 'all.orrery')
  const made = await run(['export', 'demo-kafka', '--from', '2020-01-01', '--out', out, '--json'], own.folder)
  expect(JSON.parse(made.stdout)).toMatchObject({ file: out, targets: ['demo-kafka'] })
})

test('a report tells of the history and of archives in one', async () => {
  await using own = await home()
  await mkdir(join(own.folder, 'history'))
  const other = fileURLToPath(new URL('../../../resources/redis-reshard.orrery', import.meta.url))
  await copyFile(other, join(own.folder, 'history/history.orrery'))
  const args = ['demo-redis-cluster', recording, '--from', '2020-01-01', '--format', 'json']
  const { code, stdout } = await run(['report', ...args, '--out', own.folder], own.folder)
  expect(code).toBe(0)
  const report = JSON.parse(await readFile(stdout.trim(), 'utf8')) as Report
  expect(report.targets.map(({ system }) => system)).toEqual(['Redis', 'Kafka'])
  expect(new Set(report.changes.map(({ target }) => target))).toEqual(
    new Set(['demo-redis-cluster', 'demo-kafka']),
  )
})
