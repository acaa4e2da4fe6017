import type { Tone } from '../../components/tone.ts'

/** One line of Find anything. */
export interface Entry {
  readonly id: string
  /** "topic", "page", "moment", "do" */
  readonly kind: string
  readonly name: string
  /** Set in mono. */
  readonly isName: boolean
  /** Quiet, beside the name: whose it is. */
  readonly whose: string
  /** What it is found by, too, and that is not told. */
  readonly path?: string
  readonly state?: { readonly tone: Tone; readonly word: string }
  /** In sight below the others, however many there are. */
  readonly isPinned?: true
  readonly run: () => void
}

/**
 * How well a line fits what was typed, less is better; undefined: not at all. Every word must be in it. A word that is a
 * whole part of the name counts more than the beginning of one, and that more than its middle; then short names win.
 */
export function fitness(
  entry: Pick<Entry, 'kind' | 'name' | 'whose' | 'path'>,
  text: string,
): number | undefined {
  // the search takes "quoted text" as one word; here it is enough that all of it is there
  const words = text.toLowerCase().replaceAll('"', '').split(/\s+/).filter(Boolean)
  const name = entry.name.toLowerCase()
  const all = `${name} ${entry.kind} ${entry.whose} ${entry.path ?? ''}`.toLowerCase()
  let score = name.length / 1000
  for (const word of words) {
    if (!all.includes(word)) return undefined
    score += wordFitness(name, word)
  }
  return score
}

function wordFitness(name: string, word: string): number {
  let best = 4
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
    const begins = at === 0 || isDivider(name[at - 1])
    const ends = at + word.length === name.length || isDivider(name[at + word.length])
    best = Math.min(
      best,
      begins && ends ? (at === 0 ? 0 : 0.5) : begins ? (at === 0 ? 0.7 : 1.2) : ends ? 1.5 : 2,
    )
  }
  return best
}

const isDivider = (character: string | undefined) => character !== undefined && /[^a-z0-9]/.test(character)

/** The lines that fit, best first; lines of equal fitness keep their order. */
export function fitting(entries: readonly Entry[], text: string): readonly Entry[] {
  return entries
    .flatMap((entry) => {
      const score = fitness(entry, text)
      return score === undefined ? [] : [{ entry, score }]
    })
    .sort((a, b) => a.score - b.score)
    .map(({ entry }) => entry)
}
