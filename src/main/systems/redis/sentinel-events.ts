import type { FactColumn } from '../sample.ts'
import { factColumn } from '../base/columns.ts'
import type { ServerLine } from './server-line.ts'

/** `+sdown`, `-odown`, `+switch-master`, `+try-failover` … : everything a sentinel publishes of itself begins so. */
const eventForm = /^[+-]/

/** Listens to every sentinel; a connection that ends is opened again at the next sample. */
export class SentinelEvents implements Disposable {
  readonly #tell: (facts: readonly FactColumn[]) => void
  readonly #open = new Map<string, Disposable | 'opening'>()
  #isDisposed = false

  constructor(tell: (facts: readonly FactColumn[]) => void) {
    this.#tell = tell
  }

  follow(lines: readonly ServerLine[]): void {
    for (const line of lines)
      if (line.kind === 'sentinel' && !line.isFailing && !this.#open.has(line.address))
        void this.#listen(line)
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    for (const link of this.#open.values()) if (link !== 'opening') link[Symbol.dispose]()
    this.#open.clear()
  }

  async #listen(line: ServerLine): Promise<void> {
    this.#open.set(line.address, 'opening')
    const end = () => void this.#open.delete(line.address)
    try {
      const link = await line.listen((channel, message) => this.#hear(line.address, channel, message), end)
      if (this.#isDisposed) link[Symbol.dispose]()
      else this.#open.set(line.address, link)
    } catch {
      // what it refuses, the sample says; whether it publishes is asked again with the next
      end()
    }
  }

  #hear(sentinel: string, event: string, says: string): void {
    if (!eventForm.test(event)) return
    const entity = `sentinel/${sentinel}`
    this.#tell([factColumn('sentinel.event', { paths: [entity] }, () => ({ event, says }), false)])
  }
}
