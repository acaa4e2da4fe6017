import { readJson, writeJson } from '../targets/private-file.ts'

/** The paths of the archives that are open, so that they are open again after a restart. */
export class ArchiveList {
  readonly #path: string
  #last: Promise<void> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  /** In the order in which they were opened. @throws OrreryError `invalid`, `storage` */
  async read(): Promise<readonly string[]> {
    const content = await readJson(this.#path)
    const list: unknown = Reflect.get(Object(content), 'archives')
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
  }

  /** One write after the other. @throws OrreryError `storage` */
  write(paths: readonly string[]): Promise<void> {
    const next = this.#last.then(() => writeJson(this.#path, { archives: paths }))
    this.#last = next.catch(() => undefined)
    return next
  }
}
