import type { Json } from '../../../shared/base/json.ts'
import { ByteSink, type ByteSource } from './bytes.ts'
import { parseValue } from './names.ts'

/** Distinct texts of one record; facts refer to them by number. */
export class TextsOut {
  readonly #numbers = new Map<string, number>()

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#numbers.size)
    return this.#numbers.size - 1
  }

  /** Count, each length in UTF-16 units, then all of it as UTF-8. */
  writeTo(sink: ByteSink): void {
    sink.varint(this.#numbers.size)
    for (const text of this.#numbers.keys()) sink.varint(text.length)
    const utf8 = Buffer.from([...this.#numbers.keys()].join(''))
    sink.varint(utf8.length)
    sink.append(utf8)
  }
}

/** What TextsOut wrote; a text is cut out only when asked for. */
export class TextsIn {
  readonly #ends: Uint32Array
  readonly #utf8: Uint8Array
  #all: string | undefined
  readonly #values: Json[] = []

  constructor(source: ByteSource) {
    this.#ends = new Uint32Array(source.varint())
    let end = 0
    for (let i = 0; i < this.#ends.length; i++) this.#ends[i] = end += source.varint()
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
