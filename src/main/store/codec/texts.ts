import type { Json } from '../../../shared/base/json.ts'
import { ByteSink, type ByteSource } from './bytes.ts'
import { parseValue } from './names.ts'

/** After so many texts it pays to look for equal ones only if some were found. */
const TRIAL = 4_096

/** Texts of one record; facts refer to them by number, equal ones (mostly) to the same. */
export class TextsOut {
  readonly #texts: string[] = []
  readonly #numbers = new Map<string, number>()
  #found = 0

  numberOf(text: string): number {
    if (this.#texts.length > TRIAL && this.#found < this.#texts.length / 8) return this.#texts.push(text) - 1
    const known = this.#numbers.get(text)
    if (known !== undefined) {
      this.#found++
      return known
    }
    this.#numbers.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }

  /** Count, each length in UTF-16 units, then all of it as UTF-8. */
  writeTo(sink: ByteSink): void {
    sink.varint(this.#texts.length)
    for (const text of this.#texts) sink.varint(text.length)
    const utf8 = Buffer.from(this.#texts.join(''))
    sink.varint(utf8.length)
    sink.append(utf8)
  }
}

/** What TextsOut wrote; a text is cut out only when asked for. */
export class TextsIn {
  readonly #ends: Int32Array
  readonly #utf8: Uint8Array
  #all: string | undefined
  readonly #values: Json[] = []

  constructor(source: ByteSource) {
    this.#ends = source.int32s(source.varint())
    let end = 0
    for (let i = 0; i < this.#ends.length; i++) this.#ends[i] = end += this.#ends[i]!
    this.#utf8 = source.take(source.varint())
  }

  get count(): number {
    return this.#ends.length
  }

  get(number: number): string {
    this.#all ??= Buffer.from(this.#utf8.buffer, this.#utf8.byteOffset, this.#utf8.length).toString()
    const end = this.#ends[number]
    if (end === undefined) throw new RangeError('a text is missing')
    return this.#all.slice(number === 0 ? 0 : this.#ends[number - 1], end)
  }

  /** What a text says: the very same object every time. */
  value(number: number): Json {
    return (this.#values[number] ??= parseValue(this.get(number)))
  }
}
