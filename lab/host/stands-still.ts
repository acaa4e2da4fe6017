import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Has a process taken its SIGSTOP? T is the state of one that is stopped, in /proc and by `ps`. */
export async function standsStill(pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return true
  return (await stateOf(pid)).startsWith('T')
}

async function stateOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // the name before it stands in brackets and may hold anything
    return stat.slice(stat.lastIndexOf(')') + 2)
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)])
  return stdout.trim()
}
