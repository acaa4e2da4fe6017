/** Texts are cut out of the text of so many neighbours: one call into the runtime instead of one for each. */
const neighbours = 512
const slash = 0x2f

/**
 * Paths as bytes, one after the other, each led by the same few characters. What a server listed goes back to it in
 * requests as the bytes it came in; text is made of each path only once.
 */
export class PathList {
  readonly #lead: Buffer
  #bytes: Buffer
  #filled = 0
  /** Where each ends. */
  readonly #ends: number[] = []
  #texts = { from: 0, to: 0, base: 0, text: '', isAscii: true }

  /** @param lead stands before each path in its text: `znode` */
  constructor(lead: string, roomBytes = 256) {
    this.#lead = Buffer.from(lead)
    this.#bytes = Buffer.allocUnsafeSlow(roomBytes)
  }

  static of(lead: string, paths: readonly string[], roomBytes?: number): PathList {
    const list = new PathList(lead, roomBytes)
    for (const path of paths) list.add(path)
    return list
  }

  get length(): number {
    return this.#ends.length
  }

  /** Valid until the next path is added. */
  get bytes(): Buffer {
    return this.#bytes
  }

  /** Where the path itself begins in `bytes`. */
  from(index: number): number {
    return this.#start(index) + this.#lead.length
  }

  /** Where it ends. */
  to(index: number): number {
    return this.#ends[index] ?? this.#filled
  }

  /** The lead and the path. */
  text(index: number): string {
    if (index < this.#texts.from || index >= this.#texts.to) this.#texts = this.#textsFrom(index)
    const { base, text, isAscii } = this.#texts
    const from = this.#start(index)
    const to = this.to(index)
    return isAscii ? text.slice(from - base, to - base) : this.#bytes.toString('utf8', from, to)
  }

  path(index: number): string {
    return this.text(index).slice(this.#lead.length)
  }

  add(path: string): void {
    const bytes = Buffer.from(path)
    this.#put(this.#lead, 0, this.#lead.length, bytes.length)
    this.#put(bytes, 0, bytes.length)
    this.#ends.push(this.#filled)
  }

  addFrom(list: PathList, index: number): void {
    this.#put(list.#bytes, list.#start(index), list.to(index))
    this.#ends.push(this.#filled)
  }

  /** The name that stands in `bytes` from one place to another, below one of the parents. */
  addChild(parents: PathList, parent: number, bytes: Buffer, from: number, to: number): void {
    const end = parents.to(parent)
    this.#put(parents.#bytes, parents.#start(parent), end, 1 + to - from)
    if (parents.#bytes[end - 1] !== slash) this.#bytes[this.#filled++] = slash
    this.#put(bytes, from, to)
    this.#ends.push(this.#filled)
  }

  /** Drops all but the first `length`. */
  cut(length: number): void {
    if (length >= this.length) return
    this.#filled = length === 0 ? 0 : this.to(length - 1)
    this.#ends.length = length
    this.#texts.to = Math.min(this.#texts.to, length)
  }

  #start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0)
  }

  #textsFrom(from: number): { from: number; to: number; base: number; text: string; isAscii: boolean } {
    const to = Math.min(from + neighbours, this.length)
    const base = this.#start(from)
    const end = this.to(to - 1)
    const text = this.#bytes.toString('utf8', base, end)
    // as many characters as bytes: each stands where its byte does
    return { from, to, base, text, isAscii: text.length === end - base }
  }

  /** Byte by byte: names are short, and a call into the runtime costs more. @param more what comes next will need */
  #put(bytes: Buffer, from: number, to: number, more = 0): void {
    const needed = this.#filled + to - from + more
    if (needed > this.#bytes.length) this.#grow(needed)
    const into = this.#bytes
    let at = this.#filled
    for (let i = from; i < to; i++) into[at++] = bytes[i] ?? 0
    this.#filled = at
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#filled)
    this.#bytes = larger
  }
}
