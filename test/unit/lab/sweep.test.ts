import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isAlive } from '../../../lab/host/folder-lock.ts'
import { folderPrefix, pidLines, pidsPath, sweep } from '../../../lab/host/sweep.ts'
import { until } from '../../../lab/until.ts'

// beyond the greatest process id of any system
const nobody = 99_999_999

async function labFolder(tmp: string, name: string, watchdog: number, servers: [string, number][] = []) {
  const folder = join(tmp, folderPrefix + name)
  await mkdir(folder)
  await writeFile(pidsPath(folder), pidLines(watchdog, servers))
  return folder
}

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'orrery-test-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function idleIn(folder: string): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    cwd: folder,
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child.pid ?? 0
}

test('a folder is swept when its watchdog is gone, and only then', async () => {
  const tmp = await temporaryFolder()
  const watched = await labFolder(tmp, 'watched', process.pid)
  const starting = join(tmp, `${folderPrefix}starting`)
  await mkdir(starting)
  const other = join(tmp, 'other')
  await mkdir(other)
  const left = await labFolder(tmp, 'left', nobody)
  expect(await sweep(tmp)).toEqual([left])
  expect([watched, starting, other, left].map((folder) => existsSync(folder))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test.runIf(process.platform === 'linux')(
  'servers of a swept folder end, others with a number from it do not',
  async () => {
    const tmp = await temporaryFolder()
    const left = join(tmp, `${folderPrefix}left`)
    await mkdir(left)
    const [server, stranger] = [idleIn(left), idleIn(tmp)]
    await writeFile(
      pidsPath(left),
      pidLines(nobody, [
        ['kafka-1', server],
        ['kafka-2', stranger],
      ]),
    )
    await sweep(tmp)
    // a child that is dead stays alive to its parent until that has heard of it
    await until('the server is gone', () => !isAlive(server))
    expect(isAlive(stranger)).toBe(true)
    expect(existsSync(left)).toBe(false)
  },
)
