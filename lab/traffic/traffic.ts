import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { LabError } from '../lab-error.ts'
import { until } from '../until.ts'

export type ToWorker<Plan> = { readonly do: 'start'; readonly plan: Plan } | { readonly do: 'stop' }

export type FromWorker<Stats> =
  | { readonly event: 'ready' }
  | { readonly event: 'stats'; readonly stats: Stats }
  | { readonly event: 'failed'; readonly message: string }

const readyLimitMs = 90_000
const stopLimitMs = 10_000

/**
 * Clients that keep a cluster busy, in a process of their own: what they burn is not on the observer's account,
 * and they end with the process that started them, however that ends.
 */
export class Traffic<Plan, Stats> implements AsyncDisposable {
  readonly #worker: ChildProcess
  #stats: Stats | undefined
  #ready = false
  #failure: string | undefined
  #ended = false

  private constructor(script: URL) {
    const { NODE_OPTIONS: _unwanted, ...env } = process.env
    this.#worker = fork(fileURLToPath(script), [], {
      execArgv: ['--no-warnings'],
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#worker.unref()
    this.#worker.channel?.unref()
    this.#worker.on('message', (message) => this.#hear(message as FromWorker<Stats>))
    this.#worker.once('exit', () => (this.#ended = true))
  }

  /**
   * Resolves when every producer has sent and every member has joined.
   * @param script of the worker: it answers `start` with `ready`, then tells `stats` ever again
   */
  static async start<Plan, Stats>(script: URL, plan: Plan): Promise<Traffic<Plan, Stats>> {
    const traffic = new Traffic<Plan, Stats>(script)
    traffic.#send({ do: 'start', plan })
    try {
      await until('the traffic flows', () => traffic.#isUp(), { withinMs: readyLimitMs })
      return traffic
    } catch (error) {
      await traffic.stop()
      throw error
    }
  }

  /** Its own count of what it has done, at most a quarter of a second old. */
  stats(): Stats {
    if (this.#stats === undefined) throw new LabError('The traffic has not told anything yet')
    return this.#stats
  }

  /** Members leave their groups in order. */
  async stop(): Promise<void> {
    if (this.#ended) return
    if (this.#worker.connected) this.#send({ do: 'stop' })
    const gone = until('the traffic has ended', () => this.#ended, { withinMs: stopLimitMs })
    await gone.catch(() => this.#worker.kill('SIGKILL'))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  #isUp(): boolean {
    if (this.#failure !== undefined) throw new LabError(`Traffic: ${this.#failure}`)
    if (this.#ended) throw new LabError('Traffic: its process has ended')
    return this.#ready && this.#stats !== undefined
  }

  #send(message: ToWorker<Plan>): void {
    this.#worker.send(message)
  }

  #hear(message: FromWorker<Stats>): void {
    if (message.event === 'ready') this.#ready = true
    else if (message.event === 'stats') this.#stats = message.stats
    else this.#failure = message.message
  }
}
