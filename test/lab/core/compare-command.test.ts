import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Comparison } from '../../../src/shared/api/compare.ts'
import { home, run } from './orrery.ts'

const recording = (name: string) =>
  fileURLToPath(new URL(`../../../resources/${name}.orrery`, import.meta.url))
const lost = recording('kafka-broker-lost')

test('compare tells what differs of two instants, as text and as JSON, and exits as diff does', async () => {
  await using own = await home()
  const whole = JSON.parse((await run(['compare', lost, '--json'], own.folder)).stdout) as Comparison
  const iso = (at: number) => new Date(at).toISOString()
  const middle = iso((whole.a.at + whole.b.at) / 2)
  const asked = ['--in', lost, '--from', iso(whole.a.at), '--to', middle]
  const read = await run(['compare', 'demo-kafka', '--json', ...asked], own.folder)
  const { names, groups } = JSON.parse(read.stdout) as Comparison & { names: object }
  expect([read.code, names]).toEqual([1, { a: 'demo-kafka', b: 'demo-kafka' }])
  expect(groups[0]).toMatchObject({ is: 'gone', kind: 'broker', count: 1 })
  const told = await run(['compare', 'demo-kafka', ...asked], own.folder)
  expect(told.code).toBe(1)
  expect(told.stdout).toMatch(/^topology\n {2}- broker: broker \d$/m)
  expect(told.stdout).toMatch(/^ {2}~ ISR .*: \d+ partitions \(.*, …\)$/m)
  expect(told.stdout).toMatch(/^offsets and amounts\n {2}\S+ {2}High watermark /m)
  const same = await run(['compare', lost, '--from', middle, '--to', middle], own.folder)
  expect([same.code, same.stdout]).toEqual([
    0,
    expect.stringMatching(/^nothing differs: \d+ entities are alike$/m),
  ])
})

test('two targets, of the history and of a file, are compared by what both can have', async () => {
  await using own = await home()
  await mkdir(join(own.folder, 'history'))
  await copyFile(recording('kafka-experiments'), join(own.folder, 'history/history.orrery'))
  const { code, stdout } = await run(['compare', 'try-kafka', lost], own.folder)
  expect(code).toBe(1)
  expect(stdout).toMatch(/^ {2}- group: orrery\.x\./m)
  expect(stdout).toMatch(/^not compared, as each has its own: .*Topic id/m)
  expect(stdout).not.toMatch(/127\.0\.0\.1/)
})

test('compare says why it cannot, and ends with 2', async () => {
  await using own = await home()
  const systems = await run(['compare', lost, recording('redis-reshard')], own.folder)
  expect([systems.code, systems.stdout]).toEqual([2, ''])
  expect(systems.stderr).toMatch(/Kafka and Redis .*Kafka with Kafka/)
  const early = await run(['compare', lost, '--from', '2020-01-01'], own.folder)
  expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('Nothing had been observed')])
  const nobody = await run(['compare', 'orders', '--in', lost], own.folder)
  expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('demo-kafka')])
})
