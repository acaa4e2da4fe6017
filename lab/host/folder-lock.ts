import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { until } from '../until.ts'

/**
 * Runs `work` while no other process of this machine holds the same lock folder. A lock whose holder no longer
 * lives is taken over. Two that take over in the same instant may both work: the work must bear that.
 * @throws Error when the holder keeps it longer than `withinMs`
 */
export async function withFolderLock<T>(
  folder: string,
  withinMs: number,
  work: () => Promise<T>,
): Promise<T> {
  await until(`${folder} is free`, () => takeLock(folder), { withinMs, everyMs: 100 })
  try {
    return await work()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A folder that names its holder is renamed into place: that fails while another, never empty, is there. */
async function takeLock(folder: string): Promise<boolean> {
  const own = await mkdtemp(`${folder}-`)
  await writeFile(join(own, 'pid'), String(process.pid))
  try {
    await rename(own, folder)
    return true
  } catch (error) {
    await rm(own, { recursive: true, force: true })
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    await removeIfAbandoned(folder)
    return false
  }
}

async function removeIfAbandoned(folder: string): Promise<void> {
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => ''))
  if (pid > 0 && !isAlive(pid)) await rm(folder, { recursive: true, force: true })
}

/** Whether a process has this id, be it ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
