import { OrreryError } from '../../shared/base/errors.ts'
import type { FromCollector, ToCollector } from './messages.ts'

type Made = Extract<ToCollector, { kind: 'printed' }>['made']

/** The collector's end of printing: the shell has the browser that does it. */
export class AskedPrints {
  readonly #tell: (message: FromCollector) => void
  readonly #waiting = new Map<number, PromiseWithResolvers<Uint8Array>>()
  #last = 0

  constructor(tell: (message: FromCollector) => void) {
    this.#tell = tell
  }

  /** A page as PDF. @throws OrreryError `unsupported` */
  print(html: string): Promise<Uint8Array> {
    const asked = Promise.withResolvers<Uint8Array>()
    this.#waiting.set(++this.#last, asked)
    this.#tell({ kind: 'print', id: this.#last, html })
    return asked.promise
  }

  /** The shell says what became of it. */
  printed(id: number, made: Made): void {
    const asked = this.#waiting.get(id)
    this.#waiting.delete(id)
    if ('pdf' in made) asked?.resolve(made.pdf)
    else
      asked?.reject(
        new OrreryError('unsupported', `The report could not be printed: ${made.error}`, {
          fix: 'Make it as HTML, and print that.',
        }),
      )
  }
}
