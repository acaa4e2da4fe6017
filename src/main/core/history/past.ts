import type { History } from './history.ts'
import type { AnswerOf, ArgOf, ComparedPlace, ComparedPlaces, Question, ReportedPlace } from './questions.ts'

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
    const files = filesOf(arg)
    const ofArchives = files.filter((file) => this.isArchive(file))
    if (ofArchives.length === 0) return this.#own.ask(question, arg, signal)
    if (ofArchives.length === files.length) return this.#archives.ask(question, arg, signal)
    return this.#own.ask(question, await this.#withData(arg, signal), signal)
  }

  /** Neither thread may read the other's files: what is wanted of archives comes as data. */
  async #withData<T extends ArgOf<Question>>(arg: T, signal?: AbortSignal): Promise<T> {
    if (isOfReport(arg)) return { ...arg, places: await this.#withParts(arg, signal) }
    return isOfTwo(arg) ? { ...arg, places: await this.#withExtracts(arg, signal) } : arg
  }

  #withParts({ places, request }: ArgOf<'report'>, signal?: AbortSignal): Promise<readonly ReportedPlace[]> {
    const read = async (place: ReportedPlace): Promise<ReportedPlace> =>
      this.isArchive(place.file)
        ? { ...place, part: await this.#archives.ask('reportPart', { ...place, request }, signal) }
        : place
    return Promise.all(places.map(read))
  }

  #withExtracts({ places }: ComparedPlaces, signal?: AbortSignal): Promise<ComparedPlaces['places']> {
    const read = async (place: ComparedPlace): Promise<ComparedPlace> =>
      this.isArchive(place.file)
        ? { ...place, extract: await this.#archives.ask('extract', place, signal) }
        : place
    return Promise.all([read(places[0]), read(places[1])])
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

function filesOf(arg: ArgOf<Question>): readonly string[] {
  return 'places' in arg ? arg.places.map(({ file }) => file) : [arg.file]
}

function isOfReport<T extends object>(arg: T): arg is T & ArgOf<'report'> {
  return 'places' in arg && 'request' in arg
}

function isOfTwo<T extends object>(arg: T): arg is T & ComparedPlaces {
  return 'places' in arg && !isOfReport(arg)
}
