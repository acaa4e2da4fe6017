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
  readonly state?: { readonly tone: Tone; readonly word: string }
  readonly run: () => void
}

/**
 * How well a line fits what was typed; undefined: not at all. Every word must be in it; words at the beginning of the
 * name, and short names, come first.
 */
export function fitness(entry: Pick<Entry, 'kind' | 'name' | 'whose'>, text: string): number | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const name = entry.name.toLowerCase()
  const all = `${name} ${entry.kind} ${entry.whose}`.toLowerCase()
  let score = name.length / 1000
  for (const word of words) {
    if (!all.includes(word)) return undefined
    const at = name.indexOf(word)
    score += at < 0 ? 3 : at === 0 ? 0 : /[^a-z0-9]/.test(name[at - 1] ?? '') ? 1 : 2
  }
  return score
}

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
