/** So many words of a search count; nobody types more. */
const MOST_WORDS = 16

/**
 * A text as it is compared: whatever case, and composed alike. Upper case, because unlike lower case it doesn't depend
 * on what stands beside a letter (a sigma at the end of a word). SQLite ends a text at a NUL.
 */
export const fold = (text: string): string => text.normalize('NFC').toUpperCase().replaceAll('\0', ' ')

/** What is looked for, folded: words between blanks, and "quoted text" as one. */
export function wordsOf(text: string): readonly string[] {
  const found = text.matchAll(/"([^"]*)"?|[^\s"]+/g).map(([word, quoted]) => fold(quoted ?? word))
  return [...new Set(found)].filter((word) => word.trim() !== '').slice(0, MOST_WORDS)
}

/** The whole of what is looked for, as a name is compared with it. */
export const wholeOf = (text: string): string => fold(text.replaceAll('"', '').trim())

/** Of a long text as much as fits, around the first place where a word stands. */
export function around(text: string, words: readonly string[], length: number): string {
  if (text.length <= length) return text
  const folded = fold(text)
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0)
  // folding may lengthen a text: then the place is about right
  const first = Math.min(...places, text.length)
  const from = places.length === 0 || first < length / 2 ? 0 : Math.min(first, text.length) - length / 4
  const start = Math.max(0, Math.min(Math.floor(from), text.length - length))
  return `${start > 0 ? '…' : ''}${text.slice(start, start + length)}${start + length < text.length ? '…' : ''}`
}
