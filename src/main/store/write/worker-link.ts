import { Worker } from 'node:worker_threads'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import type { BlockRow, HostMessage, Job, Result, WorkerMessage } from '../worker/jobs.ts'

/** No step of a job takes longer, unless something is very wrong. */
const STOP_MS = 10_000

/** The store's thread, one job at a time. Started when it's first needed, and again after it died. */
export class WorkerLink {
  readonly #url: URL
  readonly #path: string
  readonly #putBlocks: (blocks: readonly BlockRow[]) => void
  #worker: Worker | undefined
  #running:
    { readonly resolve: (result: Result) => void; readonly reject: (error: OrreryError) => void } | undefined

  constructor(url: URL, path: string, putBlocks: (blocks: readonly BlockRow[]) => void) {
    this.#url = url
    this.#path = path
    this.#putBlocks = putBlocks
  }

  /** @throws OrreryError what the job met, or what became of the thread */
  run(job: Job): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    this.#running = { resolve, reject }
    this.#say({ say: 'do', job })
    return promise
  }

  /**
   * Lets the thread end between two blocks. It is not terminated as long as it obeys: Node 24.21 aborts the whole
   * process when a thread is terminated while it creates a zstd stream.
   */
  async stop(): Promise<void> {
    const worker = this.#worker
    if (worker === undefined) return
    this.#worker = undefined
    this.#running = undefined
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.ref()
    worker.postMessage({ say: 'stop' } satisfies HostMessage)
    const tooLong = setTimeout(() => void worker.terminate(), STOP_MS)
    await ended
    clearTimeout(tooLong)
  }

  #say(message: HostMessage): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(message)
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { workerData: { path: this.#path }, name: 'orrery store' })
    worker.on('message', (message: WorkerMessage) => this.#take(message))
    const died = (error: OrreryError) => {
      if (this.#worker === worker) this.#died(error)
    }
    worker.on('error', (thrown) => died(asOrreryError(thrown)))
    worker.on('exit', () => died(new OrreryError('bug', "The store's thread ended")))
    // what's still to be done waits in the file: it never keeps the process alive
    worker.unref()
    return worker
  }

  #take(message: WorkerMessage): void {
    if (message.say === 'done') return this.#running?.resolve(message.result)
    if (message.say === 'failed') return this.#running?.reject(OrreryError.fromData(message.error))
    try {
      this.#putBlocks(message.blocks)
      this.#say({ say: 'go' })
    } catch (thrown) {
      // the job can't go on: let the thread begin anew
      const running = this.#running
      void this.stop()
      running?.reject(asOrreryError(thrown))
    }
  }

  #died(error: OrreryError): void {
    this.#worker = undefined
    this.#running?.reject(error)
    this.#running = undefined
  }
}
