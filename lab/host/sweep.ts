import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from './folder-lock.ts'

export const folderPrefix = 'orrery-lab-'
const pidsFile = 'pids'

/** A line of a folder's `pids`: who watches it comes first, then its servers. */
export function pidLines(watchdog: number, servers: Iterable<readonly [name: string, pid: number]>): string {
  return [`${watchdog} watchdog\n`, ...[...servers].map(([name, pid]) => `${pid} ${name}\n`)].join('')
}

export function pidsPath(folder: string): string {
  return join(folder, pidsFile)
}

/**
 * Removes what labs have left in `tmp` whose process and watchdog were both killed.
 * @returns the folders that are gone now
 */
export async function sweep(tmp: string): Promise<string[]> {
  const names = await readdir(tmp)
  const folders = names.filter((name) => name.startsWith(folderPrefix)).map((name) => join(tmp, name))
  const swept = await Promise.all(folders.map(sweepFolder))
  return folders.filter((_, i) => swept[i])
}

async function sweepFolder(folder: string): Promise<boolean> {
  const text = await readFile(pidsPath(folder), 'utf8').catch(() => '')
  const [watchdog, ...servers] = text.split('\n').map((line) => Number.parseInt(line, 10))
  // no pids yet, another user's, or watched
  if (watchdog === undefined || Number.isNaN(watchdog) || isAlive(watchdog)) return false
  for (const pid of servers) if (await isServerOf(folder, pid)) process.kill(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  return true
}

/** The number may be somebody else's by now; a server works in its cluster's folder. Known on Linux only. */
async function isServerOf(folder: string, pid: number): Promise<boolean> {
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder
}
