import type { Dialog, FromCollector } from './messages.ts'

/** The collector's end of dialogs: the shell shows them, and says what was chosen. */
export class AskedDialogs {
  readonly #tell: (message: FromCollector) => void
  readonly #waiting = new Map<number, (paths: readonly string[]) => void>()
  #last = 0

  constructor(tell: (message: FromCollector) => void) {
    this.#tell = tell
  }

  async saveArchive(name: string): Promise<string | undefined> {
    return (await this.#ask({ is: 'save', name }))[0]
  }

  pickArchives(): Promise<readonly string[]> {
    return this.#ask({ is: 'open' })
  }

  /** The shell says what was chosen. */
  chosen(id: number, paths: readonly string[]): void {
    this.#waiting.get(id)?.(paths)
    this.#waiting.delete(id)
  }

  #ask(dialog: Dialog): Promise<readonly string[]> {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>()
    this.#waiting.set(++this.#last, resolve)
    this.#tell({ kind: 'dialog', id: this.#last, dialog })
    return promise
  }
}
