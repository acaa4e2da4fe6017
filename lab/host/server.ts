import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '../lab-error.ts'
import { until } from '../until.ts'
import type { Exit, Keeper } from './keeper.ts'
import { standsStill } from './stands-still.ts'

/** One real process of a cluster. */
export interface Server {
  readonly id: number
  /** `127.0.0.1:port` of its plain client listener. */
  readonly endpoint: string
  /** undefined while it isn't running. */
  readonly pid: number | undefined
  readonly running: boolean
  /** Stopped by `pause`, and not yet resumed. */
  readonly paused: boolean
  /** Sends the signal (SIGKILL unless told) and waits until the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** SIGSTOP: it hangs, its sockets stay open and the kernel goes on accepting connections. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Same ports, same data; resolves when it answers. */
  start(): Promise<void>
  /** Kills it if it runs, then starts it. */
  restart(): Promise<void>
  /** All that it has written so far, over restarts. */
  logs(): Promise<string>
}

export interface ServerPlan {
  readonly id: number
  /** Unique in its keeper: names the process, and its log file. */
  readonly name: string
  readonly endpoint: string
  /** Held until the first start. */
  readonly ports: readonly number[]
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Waited for before each start, e.g. until the cluster has noticed that its predecessor is gone. */
  readonly mayStart?: () => Promise<boolean>
  /** Whether it answers as it should, asked again and again after a start. Throws while it doesn't listen yet. */
  readonly isReady: () => Promise<boolean>
}

const readyLimitMs = 120_000
const goneLimitMs = 60_000

/** A server as a child of a keeper's watchdog. */
export class ProcessServer implements Server {
  readonly id: number
  readonly endpoint: string
  readonly name: string
  readonly #keeper: Keeper
  readonly #plan: ServerPlan
  #pid: number | undefined
  #paused = false
  #lastExit: Exit | undefined

  constructor(keeper: Keeper, plan: ServerPlan) {
    this.id = plan.id
    this.endpoint = plan.endpoint
    this.name = plan.name
    this.#keeper = keeper
    this.#plan = plan
  }

  get pid(): number | undefined {
    return this.#pid
  }

  get running(): boolean {
    return this.#pid !== undefined
  }

  get paused(): boolean {
    return this.#paused
  }

  get #logFile(): string {
    return join(this.#keeper.folder, `${this.name}.log`)
  }

  async start(): Promise<void> {
    await this.launch()
    await this.ready()
  }

  /** Starts the process without waiting for its answer. */
  async launch(): Promise<void> {
    if (this.running) throw new LabError(`${this.name} is running already`)
    const { name, command, args, ports, env = {}, mayStart } = this.#plan
    if (mayStart) await until(`${name} may start`, mayStart, { withinMs: goneLimitMs })
    this.#lastExit = undefined
    const pid = await this.#keeper.spawn(
      { name, command, args, ports, env, logFile: this.#logFile },
      (exit) => {
        this.#lastExit = exit
        this.#pid = undefined
        this.#paused = false
      },
    )
    if (!this.#lastExit) this.#pid = pid
  }

  /** @throws LabError with the end of the log when it ends instead of answering */
  async ready(): Promise<void> {
    const answers = async () => !this.running || (await this.#plan.isReady())
    await until(`${this.name} answers`, answers, { withinMs: readyLimitMs, everyMs: 25 })
    if (this.running) return
    const tail = (await this.logs()).trimEnd().split('\n').slice(-12).join('\n')
    throw new LabError(`${this.name} ended before it answered (${JSON.stringify(this.#lastExit)}):\n${tail}`)
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!(await this.#keeper.signal(this.name, signal))) return
    await until(`${this.name} is gone after ${signal}`, () => !this.running, {
      withinMs: goneLimitMs,
      everyMs: 5,
    })
  }

  async pause(): Promise<void> {
    await this.#mustSignal('SIGSTOP')
    // the signal is taken a moment after it was sent: until then it still answers
    await until(`${this.name} stands still`, () => standsStill(this.pid), {
      withinMs: goneLimitMs,
      everyMs: 5,
    })
    this.#paused = true
  }

  async resume(): Promise<void> {
    await this.#mustSignal('SIGCONT')
    this.#paused = false
  }

  async restart(): Promise<void> {
    await this.kill()
    await this.start()
  }

  logs(): Promise<string> {
    return readFile(this.#logFile, 'utf8')
  }

  async #mustSignal(signal: NodeJS.Signals): Promise<void> {
    if (!(await this.#keeper.signal(this.name, signal))) throw new LabError(`${this.name} is not running`)
  }
}

/** @throws LabError when the cluster has no such server */
export function serverOf<S extends Server>(servers: readonly S[], id: number): S {
  const found = servers.find((server) => server.id === id)
  if (found) return found
  throw new LabError(`No server ${id}; there are ${servers.map((server) => server.id).join(', ')}`)
}
