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
  readonly #queue: Waiting[] = []
  #worker: Worker | undefined
  #asked: Waiting | undefined
  #nextId = 0
  #isClosed = false

  constructor(workerUrl: URL) {
    this.#workerUrl = workerUrl
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
      return
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#workerUrl, { name: 'history' })
    worker.on('message', (answer: AnswerMessage) => this.#onAnswer(answer))
    worker.on('error', (cause) =>
      this.#onEnd(worker, new OrreryError('bug', 'The history thread broke', { cause })),
    )
    worker.on('exit', () => this.#onEnd(worker, new OrreryError('cancelled', 'The history thread ended')))
    return worker
  }

  #onAnswer(answer: AnswerMessage): void {
    const asked = this.#asked
    if (asked?.message.id !== answer.id) return
    this.#asked = undefined
    // only an answer that somebody waits for keeps the process alive
    this.#worker?.unref()
    if ('error' in answer) asked.reject(OrreryError.fromData(answer.error))
    else asked.resolve(answer.value)
    this.#next()
  }

  /** A thread that broke takes the question with it that it broke on; the next one gets a new thread. */
  #onEnd(worker: Worker, error: OrreryError): void {
    if (this.#worker !== worker) return
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
