/** Reading wants more time or memory than it may have: the file is damaged, or was made to do harm. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch'
}

let endsAt = Infinity
let left = Infinity

/** How much of its memory was used. */
export interface ReadingLimit extends Disposable {
  readonly usedBytes: number
}

/**
 * From now on reading may take so long, and make objects of so many bytes, until it is disposed of. Needed for files of
 * others: a thread that runs out of heap takes the whole process with it, whatever limit it was given.
 */
export function limitReading(limitMs: number, bytes: number): ReadingLimit {
  endsAt = performance.now() + limitMs
  left = bytes
  return {
    get usedBytes() {
      return bytes - left
    },
    [Symbol.dispose]() {
      endsAt = Infinity
      left = Infinity
    },
  }
}

/** Asked for each blob: all of them are of bounded size. @throws TooMuch */
export function checkTime(): void {
  if (performance.now() > endsAt) throw new TooMuch('reading takes too long')
}

/** About to make objects that take about so many bytes, and are kept. @throws TooMuch */
export function spend(bytes: number): void {
  left -= bytes
  if (left < 0) throw new TooMuch('it unpacks to more than fits in memory')
}

/** About what JSON takes when it is parsed, for a byte of text: at worst, as a list of empty objects, twice as much. */
export const PARSED_JSON = 10
