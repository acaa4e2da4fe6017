import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Served extends AsyncDisposable {
  /** With the token: opens once. */
  readonly address: string
  readonly pid: number
  /** All that it said on stderr so far. */
  said(): string
}

const built = fileURLToPath(new URL('../../../out/main/headless.js', import.meta.url))

/** Orrery as built, with a home of its own that goes with it. @param given a home that stays, for another start */
export async function served(args: readonly string[] = [], given?: string): Promise<Served> {
  const home = given ?? (await mkdtemp(join(tmpdir(), 'orrery-e2e-')))
  const child = spawn(process.execPath, [built, 'serve', ...args, '--with-parent'], {
    env: { ...process.env, ORRERY_HOME: home },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text))
  const ended = once(child, 'exit')
  const first = once(createInterface(child.stdout), 'line')
  const address = await Promise.race([
    first.then(([line]) => String(line)),
    ended.then(() => Promise.reject(new Error(`serve ended before it gave an address:\n${said}`))),
  ])
  return {
    address,
    pid: child.pid ?? 0,
    said: () => said,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      if (given === undefined) await rm(home, { recursive: true, force: true })
    },
  }
}
