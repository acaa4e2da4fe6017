/** `4lw`: a four-letter word on the client port. `admin`: a command of AdminServer. */
export type Door = '4lw' | 'admin'

/** An answer as it came, and through which door. */
export interface RawReply {
  readonly door: Door
  readonly text: string
}

/** One thing that a member can be asked, by either door, or by AdminServer only. */
export interface Ask<T> {
  /** null: there is no such word. */
  readonly word: string | null
  readonly command: string
  /** @throws OrreryError `protocol` when the text is not what such a member answers */
  parse(reply: RawReply): T
}

/**
 * Why an answer is none. `closed`: the word is not on the server's whitelist.
 * `not-serving`: the server has no quorum behind it, or is starting.
 */
export function refusalIn(text: string): 'closed' | 'not-serving' | undefined {
  if (text.length > 400) return undefined
  if (text.includes('not in the whitelist')) return 'closed'
  return text.includes('not currently serving requests') ? 'not-serving' : undefined
}

/** `key<separator>value` lines; lines without the separator are dropped. */
export function* pairsOf(text: string, separator: string): Generator<readonly [string, string]> {
  for (const line of text.split('\n')) {
    const at = line.indexOf(separator)
    if (at > 0) yield [line.slice(0, at).trim(), line.slice(at + separator.length).trim()]
  }
}
