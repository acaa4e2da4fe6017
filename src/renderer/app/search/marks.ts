/** A part of a text; marked parts are what was looked for. */
export interface TextPart {
  readonly text: string
  readonly isMarked: boolean
}

/** What was typed, taken apart as the search does it: words between blanks, and "quoted text" as one. */
export function wordsOf(text: string): readonly string[] {
  const found = [...text.matchAll(/"([^"]*)"?|[^\s"]+/g)].map(([word, quoted]) => fold(quoted ?? word))
  return [...new Set(found)].filter((word) => word.trim() !== '')
}

/** Whether all words are in a text. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  const folded = fold(text)
  return words.every((word) => folded.includes(word))
}

/** A text in parts; every place of every word is marked, and what overlaps or touches is one mark. */
export function markedParts(text: string, words: readonly string[]): readonly TextPart[] {
  const parts: TextPart[] = []
  let done = 0
  for (const [from, to] of joined(placesOf(text, words))) {
    if (from > done) parts.push({ text: text.slice(done, from), isMarked: false })
    parts.push({ text: text.slice(from, to), isMarked: true })
    done = to
  }
  if (done < text.length) parts.push({ text: text.slice(done), isMarked: false })
  return parts
}

export interface Room {
  /** At most so many characters. */
  readonly most: number
  /** So many are surely on screen. */
  readonly seen: number
}

/** A part of a text that begins so that the first of the words in it is on screen. … says what was left out. */
export function around(text: string, words: readonly string[], { most, seen }: Room): string {
  const first = placesOf(text, words)[0]
  // what stands before explains the match
  const lead = Math.floor(seen / 3)
  const from = first === undefined || first[1] <= seen ? 0 : Math.max(0, first[0] - lead)
  const to = from + most
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}

type Place = readonly [from: number, to: number]

/** In order of where they begin. */
function placesOf(text: string, words: readonly string[]): readonly Place[] {
  const folded = fold(text)
  return words
    .flatMap((word) => {
      const places: Place[] = []
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
        places.push([at, at + word.length])
      return places
    })
    .sort((a, b) => a[0] - b[0])
}

function joined(places: readonly Place[]): readonly Place[] {
  const all: Place[] = []
  for (const [from, to] of places) {
    const last = all.at(-1)
    if (last !== undefined && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)]
    else all.push([from, to])
  }
  return all
}

/** Whatever case, each letter at its own place: one that becomes two ("ß") would shift what follows, and stays. */
function fold(text: string): string {
  const folded = text.toUpperCase()
  if (folded.length === text.length) return folded
  return Array.from(text, foldedLetter).join('')
}

function foldedLetter(letter: string): string {
  const upper = letter.toUpperCase()
  return upper.length === letter.length ? upper : letter
}
