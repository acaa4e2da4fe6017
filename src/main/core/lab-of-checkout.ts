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

/** The lab says what it does on stderr, and one line of JSON with the address when the cluster answers. */
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

/** @throws OrreryError `unsupported` with the lab's last words when it ends before its cluster answers */
async function readyUrl(lab: Lab, progress: (says: string) => void): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let lastWords = 'It said nothing'
  createInterface(lab.stderr).on('line', (line) => {
    lastWords = line
    progress(line)
  })
  createInterface(lab.stdout).on('line', (line) => {
    const url = urlOf(line)
    if (url !== undefined) resolve(url)
  })
  lab.on('error', (cause) => reject(new OrreryError('bug', 'The lab cannot be started', { cause })))
  lab.on('exit', () => reject(new OrreryError('unsupported', `The cluster did not start: ${lastWords}`)))
  return promise
}

function urlOf(line: string): string | undefined {
  try {
    const { url } = JSON.parse(line) as { readonly url?: unknown }
    return typeof url === 'string' ? url : undefined
  } catch {
    return undefined
  }
}
