import { fork, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LabError } from '../lab-error.ts'
import type { FromWatchdog, ToWatchdog, WatchAnswers, WatchRequest } from './watch-messages.ts'

export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** The lab's end of the pipe to a watchdog: a temporary folder, and the processes that live and die with it. */
export class Keeper implements AsyncDisposable {
  /** Temporary; gone when the keeper is disposed of, or when this process ends. */
  readonly folder: string
  readonly #watchdog: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  readonly #pids = new Map<string, number>()
  readonly #onExit = new Map<string, (exit: Exit) => void>()
  #asked = 0
  #ended: Promise<void> | undefined

  private constructor(watchdog: ChildProcess, folder: string) {
    this.#watchdog = watchdog
    this.folder = folder
    watchdog.on('message', (message) => this.#hear(message as FromWatchdog))
    watchdog.once('exit', () => this.#lost())
  }

  static async open(): Promise<Keeper> {
    const { NODE_OPTIONS: _unwanted, ...env } = process.env
    const watchdog = fork(fileURLToPath(new URL('../watchdog.ts', import.meta.url)), [], {
      detached: true,
      execArgv: [],
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const folder = await new Promise<string>((resolve, reject) => {
      watchdog.once('message', (message) => {
        const up = message as FromWatchdog
        if (up.event === 'up') resolve(up.folder)
      })
      watchdog.once('error', reject)
      watchdog.once('exit', (code) =>
        reject(new LabError(`The lab's watchdog ended at once, with code ${code}`)),
      )
    })
    const keeper = new Keeper(watchdog, folder)
    // a lab that nobody disposed of must not keep its process alive
    watchdog.unref()
    watchdog.channel?.unref()
    return keeper
  }

  /** Gives `start` a keeper that what it starts will own; ends it if the start fails. */
  static async around<T>(start: (keeper: Keeper) => Promise<T>): Promise<T> {
    const keeper = await Keeper.open()
    try {
      return await start(keeper)
    } catch (error) {
      await keeper[Symbol.asyncDispose]()
      throw error
    }
  }

  /** @returns free loopback ports, held until `spawn` names them */
  async ports(count: number): Promise<number[]> {
    return [...(await this.#ask({ do: 'ports', count }))]
  }

  /**
   * @param onExit called once, however the process ends
   * @returns its pid
   */
  async spawn(
    what: Omit<Extract<WatchRequest, { do: 'spawn' }>, 'do'>,
    onExit: (exit: Exit) => void,
  ): Promise<number> {
    this.#onExit.set(what.name, onExit)
    const pid = await this.#ask({ do: 'spawn', ...what })
    if (this.#onExit.has(what.name)) this.#pids.set(what.name, pid)
    return pid
  }

  /** @returns false if no such process was running */
  signal(name: string, signal: NodeJS.Signals): Promise<boolean> {
    return this.#ask({ do: 'signal', name, signal })
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#ended ??= this.#end()
    return this.#ended
  }

  async #end(): Promise<void> {
    if (!this.#watchdog.connected) return
    await this.#ask({ do: 'end' })
    const gone = new Promise((resolve) => this.#watchdog.once('exit', resolve))
    this.#watchdog.ref()
    this.#watchdog.disconnect()
    await gone
  }

  #ask<R extends WatchRequest>(request: R): Promise<WatchAnswers[R['do']]> {
    const ask = ++this.#asked
    const { promise, resolve, reject } = Promise.withResolvers<WatchAnswers[R['do']]>()
    if (!this.#watchdog.connected) return Promise.reject(new LabError('The lab has been ended'))
    this.#waiting.set(ask, { resolve, reject })
    this.#watchdog.channel?.ref()
    const message: ToWatchdog = { ask, ...request }
    this.#watchdog.send(message)
    return promise
  }

  #hear(message: FromWatchdog): void {
    if (message.event === 'up') return
    if (message.event === 'exited') return this.#exited(message.name, message)
    const waiting = this.#waiting.get(message.ask)
    this.#waiting.delete(message.ask)
    if (this.#waiting.size === 0) this.#watchdog.channel?.unref()
    if (message.event === 'answer') waiting?.resolve(message.value as never)
    else waiting?.reject(new LabError(message.message))
  }

  #exited(name: string, exit: Exit): void {
    const tell = this.#onExit.get(name)
    this.#onExit.delete(name)
    this.#pids.delete(name)
    tell?.(exit)
  }

  /** The watchdog is gone: after an orderly end nothing is left to do; if somebody killed it, its work falls to us. */
  #lost(): void {
    for (const pid of this.#pids.values()) killIfThere(pid)
    for (const name of [...this.#onExit.keys()]) this.#exited(name, { code: null, signal: 'SIGKILL' })
    for (const waiting of this.#waiting.values())
      waiting.reject(new LabError("The lab's watchdog was killed"))
    this.#waiting.clear()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
