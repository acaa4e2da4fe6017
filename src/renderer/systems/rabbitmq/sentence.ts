/** What is wrong, in words: what happens, and what follows or is to be done. */
export interface Sentence {
  readonly tone: 'warn' | 'bad' | 'unknown'
  readonly headline: string
  readonly rest: string
}

/** "a, b and 3 more" */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? ''
  if (names.length <= most) return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`
}
