import { OrreryError } from '../../../shared/base/errors.ts'
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

  async ask<K extends Question>(question: K, arg: ArgOf<K>, signal?: AbortSignal): Promise<AnswerOf<K>> {
    return this.#threadOf(arg).ask(question, arg, signal)
  }

  /** @throws OrreryError `unsupported` for a question about both: neither thread may read the other's files */
  #threadOf(arg: ArgOf<Question>): History {
    const files = 'places' in arg ? arg.places.map(({ file }) => file) : [arg.file]
    const ofArchives = files.filter((file) => this.isArchive(file))
    if (ofArchives.length > 0 && ofArchives.length < files.length)
      throw new OrreryError(
        'unsupported',
        'Archives and what is observed here can’t be told of in one report',
        {
          fix: 'Make one of each.',
        },
      )
    return ofArchives.length > 0 ? this.#archives : this.#own
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
