/** A group and the colour of its triangles. */
export interface GroupInk {
  readonly name: string
  readonly color: string
}

// Not the third and fourth series colour: amber and red mean trouble in this drawing.
const inks = ['var(--series-1)', 'var(--series-5)', 'var(--series-2)', 'var(--series-6)']

/** One colour each for as many groups as can be told apart; the others share a quiet one. */
export const groupInks = (names: readonly string[]): readonly GroupInk[] =>
  names.map((name, i) => ({ name, color: inks[i] ?? 'var(--dim)' }))
