import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimFolder } from '../../../../src/main/core/sole-writer.ts'

const module = new URL('../../../../src/main/core/sole-writer.ts', import.meta.url).href

async function folderForTest() {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('a folder has one writer at a time', async () => {
  await using own = await folderForTest()
  const first = await claimFolder(own.folder)
  await expect(claimFolder(own.folder)).rejects.toMatchObject({
    code: 'storage',
    fix: expect.stringContaining('--data'),
  })
  first[Symbol.dispose]()
  using _second = await claimFolder(own.folder)
})

test('a process that was killed holds nothing', async () => {
  await using own = await folderForTest()
  const script = `
    import { claimFolder } from ${JSON.stringify(module)}
    globalThis.held = await claimFolder(${JSON.stringify(own.folder)})
    process.stdout.write('held')
    setInterval(() => undefined, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  await expect(claimFolder(own.folder)).rejects.toMatchObject({ code: 'storage' })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  using _again = await claimFolder(own.folder)
})
