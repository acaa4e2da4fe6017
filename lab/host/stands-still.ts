import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Has a process taken its SIGSTOP? By `ps -o state`, whose first letter is T for stopped on Linux and macOS. */
export async function standsStill(pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return true
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)])
  return stdout.trim().startsWith('T')
}
