import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { SearchAnswer } from '../../../src/shared/api/search.ts'
import { home, run } from './orrery.ts'

const recording = (name: string) =>
  fileURLToPath(new URL(`../../../resources/${name}.orrery`, import.meta.url))
const lost = recording('kafka-broker-lost')

test('search finds by name and by what was said, as text and as JSON, and exits as grep does', async () => {
  await using own = await home()
  const read = await run(['search', 'orders', '--in', lost, '--json', '--limit', '50'], own.folder)
  expect(read.code).toBe(0)
  const { found, counts, kinds } = JSON.parse(read.stdout) as SearchAnswer
  expect(found[0]).toMatchObject({ is: 'entity', entity: 'topic/orders', isThere: true })
  expect(counts.entity).toBe(kinds.reduce((sum, { count }) => sum + count, 0))
  const topics = await run(['search', 'orders', '--in', lost, '--kind', 'topic'], own.folder)
  expect(topics.stdout).toMatch(/^entities \(1\)\n {2}topic orders · demo-kafka · from .*, still there$/m)
  const sets = await run(['search', 'partition', 'isr', '--in', lost, '--sort', 'fact'], own.folder)
  expect(sets.stdout).toMatch(/^ {2}\S+ \[1,2,3\] · partition \S+ · demo-kafka · from .*, \d+ have it$/m)
  const nothing = await run(['search', 'nosuchthing', '--in', lost], own.folder)
  expect([nothing.code, nothing.stdout]).toEqual([1, 'nothing found\n'])
})

test('search of the history keeps its index beside it, and says why it cannot', async () => {
  await using own = await home()
  const none = await run(['search', 'orders'], own.folder)
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('There is no history yet')])
  await mkdir(join(own.folder, 'history'))
  const history = join(own.folder, 'history/history.orrery')
  await copyFile(recording('kafka-experiments'), history)
  const rebalance = await run(['search', 'rebalance', '--sort', 'run', '--limit', '1'], own.folder)
  expect([rebalance.code, rebalance.stdout]).toEqual([
    0,
    expect.stringMatching(/^runs of experiments \(\d+\)$/m),
  ])
  expect((await stat(`${history}-search`)).size).toBeGreaterThan(0)
  const nobody = await run(['search', 'orders', '--target', 'nobody'], own.folder)
  expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('It tells of try-kafka')])
  const broken = join(own.folder, 'broken.orrery')
  await writeFile(broken, 'no archive')
  const refused = await run(['search', 'orders', '--in', broken], own.folder)
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is not an archive')])
})
