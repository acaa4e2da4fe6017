import { Worker } from 'node:worker_threads'
import { type ErrorData, OrreryError } from '../../../shared/base/errors.ts'
import type { AnswerOf, ArgOf, Question } from './questions.ts'

/** To the thread; `stop` lets it end after the question that it is at. */
export type ToThread = AskMessage | 'stop'

export interface AskMessage {
  readonly id: number
  readonly question: Question
  readonly arg: unknown
}

/** From the thread. */
export type AnswerMessage = { readonly id: number } & (
  { readonly value: unknown } | { readonly error: ErrorData }
)

/** No question takes longer, unless something is very wrong. */
const stopLimitMs = 10_000
/** Reading gives up by itself long before: see `answerThread`. */
const archiveLimitMs = { question: 60_000, cut: 900_000 }
/** Beyond what `withCare` lets a thread take that reads files of others: running out of it would end the process. */
const archiveHeapMb = 4_096

/** How the thread is started. */
export interface ThreadOptions {
  /** It reads files that others made: they are opened with care, and it has limits. */
  readonly readsArchives?: boolean
}

interface Waiting {
  readonly message: AskMessage
  readonly signal: AbortSignal | undefined
  resolve(value: unknown): void
  reject(error: OrreryError): void
}

/**
 * The past, asked on a thread of its own: whatever takes long there holds up no sample. One question at a time is on
 * its way, so that one that was cancelled while it waited costs nothing.
 */
export class History implements AsyncDisposable {
  readonly #workerUrl: URL
  readonly #options: ThreadOptions
  readonly #queue: Waiting[] = []
  #worker: Worker | undefined
  #asked: Waiting | undefined
  #nextId = 0
  #isClosed = false
  #late: ReturnType<typeof setTimeout> | undefined

  constructor(workerUrl: URL, options: ThreadOptions = {}) {
    this.#workerUrl = workerUrl
    this.#options = options
  }

  /** @throws OrreryError as the store or the view threw it; `cancelled` */
  ask<K extends Question>(question: K, arg: ArgOf<K>, signal?: AbortSignal): Promise<AnswerOf<K>> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#queue.push({ message: { id: ++this.#nextId, question, arg }, signal, resolve, reject })
    this.#next()
    return promise as Promise<AnswerOf<K>>
  }

  #next(): void {
    if (this.#asked !== undefined) return
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (this.#isClosed || next.signal?.aborted === true) {
        next.reject(new OrreryError('cancelled', 'Nobody waits for this answer any more'))
        continue
      }
      this.#asked = next
      this.#worker ??= this.#start()
      this.#worker.ref()
      this.#worker.postMessage(next.message)
      if (this.#options.readsArchives === true) this.#limit(this.#worker, next.message.question)
      return
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#workerUrl, {
      name: 'history',
      workerData: this.#options,
      ...(this.#options.readsArchives === true
        ? { resourceLimits: { maxOldGenerationSizeMb: archiveHeapMb } }
        : {}),
    })
    worker.on('message', (answer: AnswerMessage) => this.#onAnswer(answer))
    worker.on('error', (cause) =>
      this.#onEnd(worker, this.#isOutOfMemory(cause) ? tooMuch('memory') : broke(cause)),
    )
    worker.on('exit', () => this.#onEnd(worker, new OrreryError('cancelled', 'The history thread ended')))
    return worker
  }

  /** The last resort against a file that was made to take for ever. */
  #limit(worker: Worker, question: Question): void {
    this.#late = setTimeout(
      () => {
        this.#onEnd(worker, tooMuch('time'))
        void worker.terminate()
      },
      archiveLimitMs[question === 'cut' ? 'cut' : 'question'],
    )
    this.#late.unref()
  }

  #onAnswer(answer: AnswerMessage): void {
    const asked = this.#asked
    if (asked?.message.id !== answer.id) return
    this.#asked = undefined
    clearTimeout(this.#late)
    // only an answer that somebody waits for keeps the process alive
    this.#worker?.unref()
    if ('error' in answer) asked.reject(OrreryError.fromData(answer.error))
    else asked.resolve(answer.value)
    this.#next()
  }

  #isOutOfMemory(cause: unknown): boolean {
    const isLimit = (cause as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    return isLimit && this.#options.readsArchives === true
  }

  /** A thread that broke takes the question with it that it broke on; the next one gets a new thread. */
  #onEnd(worker: Worker, error: OrreryError): void {
    if (this.#worker !== worker) return
    clearTimeout(this.#late)
    this.#worker = undefined
    this.#asked?.reject(error)
    this.#asked = undefined
    this.#next()
  }

  /**
   * The thread ends by itself, after the question that it is at: Node 24.21 aborts the whole process when a thread is
   * terminated while it creates a zstd stream, which is what blocks are read with.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    const worker = this.#worker
    if (worker === undefined) return this.#next()
    // not events.once: that would throw what the thread broke on
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.ref()
    worker.postMessage('stop' satisfies ToThread)
    const tooLong = setTimeout(() => void worker.terminate(), stopLimitMs)
    await ended
    clearTimeout(tooLong)
    this.#next()
  }
}

const broke = (cause: unknown) => new OrreryError('bug', 'The history thread broke', { cause })

const tooMuch = (what: 'time' | 'memory') =>
  new OrreryError('storage', `Reading this archive takes too much ${what}`, {
    fix: 'It is damaged, or made to do harm: close it. If it is yours, export a shorter interval.',
  })
