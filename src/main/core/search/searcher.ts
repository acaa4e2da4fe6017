import type { SearchAnswer, SearchRequest } from '../../../shared/api/search.ts'
import { asOrreryError } from '../../../shared/base/errors.ts'
import { History } from '../history/history.ts'
import type { Past, Pasts } from '../history/past.ts'
import type { AnswerOf, ArgOf, Question } from '../history/questions.ts'
import type { Host } from '../host.ts'
import type { Observatory } from '../observatory.ts'
import { filesOf, type SearchedFiles, searchFiles } from './search-files.ts'

/** Without a search for so long, the thread ends: its memory is worth more than the moment that starting it takes. */
const IDLE_MS = 5 * 60_000
/** Between searches the index of one's own history is brought up to date so often, so that little is left to be done. */
const KEEP_UP_MS = 30 * 60_000
/** Not at once: there is enough to do when Orrery starts. */
const FIRST_MS = 2 * 60_000

/**
 * Searches all files of history. Its thread is the one that writes the index of one's own history: collecting, and
 * looking at the past, go on beside it. Archives are searched where they are read.
 */
export class Searcher implements AsyncDisposable {
  readonly #host: Pick<Host, 'workers' | 'log'>
  readonly #pasts: Pasts
  readonly #observatory: Observatory
  readonly #past: Past
  #own: History | undefined
  #idle: NodeJS.Timeout | undefined
  #later: NodeJS.Timeout | undefined
  #ending: Promise<void> = Promise.resolve()
  #isKeepingUp = false
  #isClosed = false

  constructor(host: Pick<Host, 'workers' | 'log'>, pasts: Pasts, observatory: Observatory) {
    this.#host = host
    this.#pasts = pasts
    this.#observatory = observatory
    this.#past = { ask: (question, arg, signal) => this.#ask(question, arg, signal) }
    this.#keepUpIn(FIRST_MS)
  }

  async find(request: SearchRequest, signal?: AbortSignal): Promise<SearchAnswer> {
    const files = this.#files()
    const answer = await searchFiles(this.#past, files, request, signal)
    if (answer.indexed < 1) void this.#keepUp(files)
    return answer
  }

  #files(): readonly SearchedFiles[] {
    return filesOf(this.#observatory.places(), this.#observatory.store.info().file)
  }

  async #ask<K extends Question>(question: K, arg: ArgOf<K>, signal?: AbortSignal): Promise<AnswerOf<K>> {
    if ('file' in arg && this.#pasts.isArchive(arg.file)) return this.#pasts.ask(question, arg, signal)
    await this.#ending
    clearTimeout(this.#idle)
    const own = (this.#own ??= new History(this.#host.workers.history))
    try {
      return await own.ask(question, arg, signal)
    } finally {
      this.#endWhenIdle()
    }
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref()
  }

  #end(): Promise<void> {
    const own = this.#own
    this.#own = undefined
    if (own !== undefined) this.#ending = this.#ending.then(() => own[Symbol.asyncDispose]())
    return this.#ending
  }

  #keepUpIn(ms: number): void {
    this.#later = setTimeout(() => {
      void this.#keepUp(this.#files().filter(({ isOwn }) => isOwn))
      this.#keepUpIn(KEEP_UP_MS)
    }, ms).unref()
  }

  /** Slice by slice, so that a search that comes meanwhile waits for one of them at most. */
  async #keepUp(files: readonly SearchedFiles[]): Promise<void> {
    if (this.#isKeepingUp) return
    this.#isKeepingUp = true
    for (const file of files) await this.#makeIndex(file)
    this.#isKeepingUp = false
  }

  async #makeIndex(file: SearchedFiles): Promise<void> {
    try {
      while (!this.#isClosed && (await this.#past.ask('index', { ...file })) < 1);
    } catch (thrown) {
      // the next search says so, too
      if (!this.#isClosed) this.#host.log('warn', asOrreryError(thrown).message)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#later)
    clearTimeout(this.#idle)
    await this.#end()
  }
}
