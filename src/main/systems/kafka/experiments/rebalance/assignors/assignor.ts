/** What an assignor knows of a member, all being subscribed to the same one topic. */
export interface Candidate {
  /** Member id: assignors go by its order. */
  readonly id: string
  /** What it says that it owns. */
  readonly owned: readonly number[]
  /** The generation in which it got that; −1: it doesn't say. */
  readonly generation: number
}

/** Partitions 0 … `partitions` − 1, each to one member. Every candidate has an entry. */
export type Assignor = (
  candidates: readonly Candidate[],
  partitions: number,
) => ReadonlyMap<string, readonly number[]>

/** As Java compares strings: by UTF-16 units. */
export function byMemberId(a: Candidate, b: Candidate): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

export function numbersBelow(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}
