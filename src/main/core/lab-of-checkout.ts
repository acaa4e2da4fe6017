import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { OrreryError } from '../../shared/base/errors.ts'
import type { LabCluster, LabControl, RunningLab } from './host.ts'

/** The lab's own command line. The product imports nothing of the lab: it starts it. */
export function labCli(root: string): string {
  return join(root, 'lab/cli.ts')
}

/** The lab of the checkout that this Orrery runs in; undefined: it runs outside of one. */
export function labOfCheckout(root: string): LabControl | undefined {
  const cli = labCli(root)
  if (!existsSync(cli)) return undefined
  return {
    unavailable: () => undefined,
    start: (cluster, progress, signal) => startLab(cli, cluster, progress, signal),
  }
}

type Lab = ChildProcessByStdio<Writable, Readable, Readable>

/** The lab tells its progress, and the address when the cluster answers; it ends with its stdin. */
async function startLab(
  cli: string,
  cluster: LabCluster,
  progress: (says: string) => void,
  signal: AbortSignal,
): Promise<RunningLab> {
  signal.throwIfAborted()
  const args = [cli, 'up', cluster, '--traffic', '--json', '--with-parent']
  const lab: Lab = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = once(lab, 'exit')
  // its end is told by 'exit'; a pipe that breaks meanwhile says nothing more
  lab.stdin.on('error', () => undefined)
  const abort = () => lab.kill('SIGTERM')
  signal.addEventListener('abort', abort, { once: true })
  try {
    const url = await readyUrl(lab, progress)
    return {
      url,
      onEnd: (listener) => void ended.then(([code]) => listener(`The lab ended with ${String(code)}`)),
      async [Symbol.asyncDispose]() {
        lab.stdin.end()
        lab.kill('SIGTERM')
        await ended
      },
    }
  } catch (thrown) {
    lab.kill('SIGTERM')
    throw thrown
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** What the lab prints with --json, a line each, as far as it matters here. */
type LabEvent =
  | { readonly event: 'progress'; readonly text: string }
  | { readonly event: 'ready'; readonly url: string }
  | { readonly event: 'stopped' }

/** @throws OrreryError `unsupported` with what the lab said when it ends before its cluster answers */
async function readyUrl(lab: Lab, progress: (says: string) => void): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const complaints: string[] = []
  createInterface(lab.stderr).on('line', (line) => complaints.push(line))
  createInterface(lab.stdout).on('line', (line) => {
    const event = eventOf(line)
    if (event?.event === 'progress') progress(event.text)
    if (event?.event === 'ready') resolve(event.url)
  })
  lab.on('error', (cause) => reject(new OrreryError('bug', 'The lab cannot be started', { cause })))
  // 'close' comes after the last line was read
  lab.on('close', () => {
    const [message = 'it said nothing', ...rest] = complaints.filter((line) => line.trim() !== '')
    const fix = rest.length > 0 ? { fix: rest.join('\n') } : {}
    reject(new OrreryError('unsupported', `The cluster did not start: ${message}`, fix))
  })
  return promise
}

function eventOf(line: string): LabEvent | undefined {
  try {
    return JSON.parse(line) as LabEvent
  } catch {
    return undefined
  }
}
