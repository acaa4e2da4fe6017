import type { History } from './history.ts'
import type { AnswerOf, ArgOf, Question } from './questions.ts'

/** Whoever answers questions about the past. */
export interface Past {
  /** @throws OrreryError as the store or the view threw it; `cancelled` */
  ask<K extends Question>(question: K, arg: ArgOf<K>, signal?: AbortSignal): Promise<AnswerOf<K>>
}

/**
 * One's own history on one thread, archives on another: a file that somebody else made can hold up, or break, nothing
 * but the thread of the archives.
 */
export class Pasts implements Past {
  readonly #own: History
  readonly #archives: History
  readonly #archiveFiles = new Set<string>()

  constructor(own: History, archives: History) {
    this.#own = own
    this.#archives = archives
  }

  ask<K extends Question>(question: K, arg: ArgOf<K>, signal?: AbortSignal): Promise<AnswerOf<K>> {
    const thread = this.isArchive(arg.file) ? this.#archives : this.#own
    return thread.ask(question, arg, signal)
  }

  isArchive(file: string): boolean {
    return this.#archiveFiles.has(file)
  }

  /** From now on the file is asked about where it can do no harm. */
  addArchive(file: string): void {
    this.#archiveFiles.add(file)
  }

  /** Its reader is closed. */
  async removeArchive(file: string): Promise<void> {
    if (!this.isArchive(file)) return
    await this.#archives.ask('close', { file }).catch(() => undefined)
    this.#archiveFiles.delete(file)
  }
}
