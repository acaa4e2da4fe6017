import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withFolderLock } from '../../../lab/host/folder-lock.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('one works while the other waits, and nothing is left of the lock', async () => {
  const folder = await temporaryFolder()
  const lock = join(folder, 'lock')
  const steps: string[] = []
  const work = (name: string) => async () => {
    steps.push(`${name} begins`)
    await new Promise(setImmediate)
    steps.push(`${name} ends`)
  }
  await Promise.all([withFolderLock(lock, 5_000, work('a')), withFolderLock(lock, 5_000, work('b'))])
  expect(steps).toHaveLength(4)
  expect(steps[1]).toBe(steps[0]?.replace('begins', 'ends'))
  expect(await readdir(folder)).toEqual([])
})

test('a lock of a process that is gone is taken over', async () => {
  const lock = join(await temporaryFolder(), 'lock')
  await mkdir(lock)
  // beyond the greatest process id of any system
  await writeFile(join(lock, 'pid'), '99999999')
  expect(await withFolderLock(lock, 5_000, () => Promise.resolve('done'))).toBe('done')
})

test('who waits too long is told so, and a failure lets go', async () => {
  const lock = join(await temporaryFolder(), 'lock')
  const inner = () => withFolderLock(lock, 50, () => Promise.resolve())
  await expect(withFolderLock(lock, 1_000, inner)).rejects.toThrow('Waited 50 ms until')
  await expect(inner()).resolves.toBeUndefined()
})
