import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { withDeadline } from '../../shared/base/deadline.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Fault, FaultServer } from '../systems/experiment.ts'
import type { LabControl, RunningLab } from './host.ts'

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
  cluster: string,
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
    const said = new LabSays(lab, progress)
    const { url, servers } = await said.ready
    return {
      url,
      servers: servers.map(({ name, endpoint }) => ({ name, endpoint })),
      fault: (fault, endpoint, signal) => said.ask(fault, endpoint, signal),
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
  | { readonly event: 'ready'; readonly url: string; readonly servers: readonly FaultServer[] }
  | { readonly event: 'answer'; readonly id: number; readonly error?: string }
  | { readonly event: 'stopped' }

/** A fault is a signal, and a start waits until the server answers: more than enough on a busy machine. */
const faultLimitMs = 60_000

/** A conversation with the lab: it tells on stdout, and is asked on stdin. */
class LabSays {
  readonly #lab: Lab
  readonly #ready = Promise.withResolvers<Extract<LabEvent, { event: 'ready' }>>()
  readonly #asked = new Map<number, PromiseWithResolvers<void>>()
  #lastId = 0

  constructor(lab: Lab, progress: (says: string) => void) {
    this.#lab = lab
    const complaints: string[] = []
    createInterface(lab.stderr).on('line', (line) => complaints.push(line))
    createInterface(lab.stdout).on('line', (line) => this.#onEvent(eventOf(line), progress))
    lab.on('error', (cause) => this.#end(new OrreryError('bug', 'The lab cannot be started', { cause })))
    // 'close' comes after the last line was read
    lab.on('close', () => this.#end(didNotStart(complaints)))
  }

  /** @throws OrreryError `unsupported` with what the lab said when it ends before its cluster answers */
  get ready(): Promise<Extract<LabEvent, { event: 'ready' }>> {
    return this.#ready.promise
  }

  ask(fault: Fault, endpoint: string, signal: AbortSignal): Promise<void> {
    const id = ++this.#lastId
    const answer = Promise.withResolvers<void>()
    this.#asked.set(id, answer)
    this.#lab.stdin.write(`${JSON.stringify({ id, do: fault, endpoint })}\n`)
    return withDeadline(faultLimitMs, 'the lab', signal, () => answer.promise)
  }

  #onEvent(event: LabEvent | undefined, progress: (says: string) => void): void {
    if (event?.event === 'progress') progress(event.text)
    if (event?.event === 'ready') this.#ready.resolve(event)
    if (event?.event !== 'answer') return
    const asked = this.#asked.get(event.id)
    this.#asked.delete(event.id)
    if (event.error === undefined) asked?.resolve()
    else asked?.reject(new OrreryError('refused', event.error))
  }

  #end(why: OrreryError): void {
    this.#ready.reject(why)
    for (const asked of this.#asked.values()) asked.reject(new OrreryError('refused', 'The lab has ended'))
    this.#asked.clear()
  }
}

function didNotStart(complaints: readonly string[]): OrreryError {
  const [message = 'it said nothing', ...rest] = complaints.filter((line) => line.trim() !== '')
  const fix = rest.length > 0 ? { fix: rest.join('\n') } : {}
  return new OrreryError('unsupported', `The cluster did not start: ${message}`, fix)
}

function eventOf(line: string): LabEvent | undefined {
  try {
    return JSON.parse(line) as LabEvent
  } catch {
    return undefined
  }
}
