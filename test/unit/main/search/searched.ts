import { openReader } from '../../../../src/main/store/reader.ts'
import type { HistoryReader } from '../../../../src/main/store/store.ts'
import { SearchedFile } from '../../../../src/main/search/search-file.ts'
import { type Ranked, wantedOf } from '../../../../src/main/search/wanted.ts'
import type { Found, FoundSort, SearchRequest } from '../../../../src/shared/api/search.ts'

type FoundAs<S extends FoundSort> = Extract<Found, { readonly is: S }>

/** A history that is searched as the thread does it. */
export class Searched implements Disposable {
  readonly reader: HistoryReader
  readonly file: SearchedFile
  readonly #system: string
  readonly #ids: readonly string[]

  constructor(path: string, ids: readonly string[], { isOwn = true, system = 'kafka' } = {}) {
    this.reader = openReader(path)
    this.file = new SearchedFile(path, isOwn, (experiment) => `Title of ${experiment}`)
    this.#ids = ids
    this.#system = system
  }

  get #targets() {
    return this.#ids.map((id) => ({ id: `window-${id}`, targetId: id, system: this.#system }))
  }

  /** Until all of it is indexed. @returns in how many slices */
  index(): number {
    let slices = 1
    while (this.file.catchUp(this.reader, this.#targets) < 1) slices++
    return slices
  }

  find(text: string, rest: Partial<SearchRequest> = {}) {
    this.index()
    const wanted = wantedOf({ text, limit: 1_000, ...rest })
    return this.file.find(this.reader, { targets: this.#targets, wanted, isNarrowed: false })
  }

  all<S extends FoundSort>(sort: S, text: string, rest: Partial<SearchRequest> = {}): readonly FoundAs<S>[] {
    const isIt = (each: Ranked['found']): each is FoundAs<S> => each.is === sort
    return this.find(text, { sorts: [sort], ...rest })
      .best.map(({ found }) => found)
      .filter(isIt)
  }

  [Symbol.dispose](): void {
    this.file[Symbol.dispose]()
    this.reader[Symbol.dispose]()
  }
}
