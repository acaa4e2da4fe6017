import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { type Carrier, socketCarrier } from '../../../src/shared/rpc/carrier.ts'
import { type Client, createClient } from '../../../src/shared/rpc/client.ts'

const entry = fileURLToPath(new URL('../../../src/main/headless.ts', import.meta.url))

/** A folder for settings and history that no other test sees. */
export async function home() {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function start(args: readonly string[], folder: string): ChildProcess {
  const env = { ...process.env, ORRERY_HOME: folder }
  return spawn(process.execPath, [entry, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
}

/** Runs one command of the command line to its end. */
export async function run(args: readonly string[], folder: string): Promise<Ran> {
  const child = start(args, folder)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code: code as number, stdout, stderr }
}

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  let all = ''
  for await (const chunk of stream ?? []) all += String(chunk)
  return all
}

/** A running command whose lines are read as they come. */
export class Running implements AsyncDisposable {
  readonly lines: string[] = []
  readonly complaints: string[] = []
  readonly process: ChildProcess
  readonly ended: Promise<unknown>

  constructor(args: readonly string[], folder: string) {
    this.process = start(args, folder)
    this.ended = once(this.process, 'close')
    const read = (stream: NodeJS.ReadableStream | null, to: string[]) =>
      stream && createInterface(stream).on('line', (line) => to.push(line))
    read(this.process.stdout, this.lines)
    read(this.process.stderr, this.complaints)
  }

  /** The first line of stdout. @throws Error with what it said instead */
  async firstLine(): Promise<string> {
    while (this.lines.length === 0) {
      if (this.process.exitCode !== null) throw new Error(`It ended: ${this.complaints.join('\n')}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return this.lines[0] ?? ''
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.process.kill(signal)
    await this.ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.kill('SIGKILL')
  }
}

/** `orrery serve`, and a client that came in by the printed address as a browser would. */
export async function serve(args: readonly string[], folder: string) {
  const running = new Running(['serve', ...args], folder)
  const address = new URL(await running.firstLine())
  const cookie = await enter(address)
  const client: Client = createClient(() => connect(address, cookie), { retryMs: [20, 200] })
  return {
    running,
    client,
    async [Symbol.asyncDispose]() {
      client.close()
      await running[Symbol.asyncDispose]()
    },
  }
}

async function enter(address: URL): Promise<string> {
  const [response] = (await once(get(address), 'response')) as [import('node:http').IncomingMessage]
  response.resume()
  return String(response.headers['set-cookie']).split(';')[0] ?? ''
}

async function connect(address: URL, cookie: string): Promise<Carrier> {
  const socket = new WebSocket(`ws://${address.host}/rpc`, { headers: { origin: address.origin, cookie } })
  const carrier = socketCarrier(socket)
  await once(socket, 'open')
  return carrier
}
