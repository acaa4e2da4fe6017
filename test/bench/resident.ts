import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const OBSERVED_MS = 90_000
const LIMIT_MB = 250

/**
 * Memory of the process that a user starts: `orrery serve` with one target at its usual interval, as it was built.
 * @returns MB: at the end and at its highest; null where the operating system doesn't tell (only Linux does)
 */
export async function residentOf(bootstrap: string, folder: string) {
  const bin = fileURLToPath(new URL('../../bin/orrery', import.meta.url))
  const child = spawn(process.execPath, [bin, 'serve', `kafka://${bootstrap}`, '--port', '0'], {
    env: { ...process.env, ORRERY_HOME: join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    // its address: it observes from here on
    await once(child.stdout, 'data')
    await sleep(OBSERVED_MS)
    return { value: statusMB(child.pid, 'VmRSS'), peak: statusMB(child.pid, 'VmHWM'), limit: LIMIT_MB }
  } finally {
    const ended = once(child, 'exit')
    child.kill()
    await ended
  }
}

function statusMB(pid: number | undefined, name: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
    const [, kib] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status) ?? []
    return kib === undefined ? null : Math.round((Number(kib) * 1024) / 1e6)
  } catch {
    return null
  }
}
