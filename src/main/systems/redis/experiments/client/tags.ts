/** What stands in the braces of all keys of a run: they share one slot. */
export function tagged(name: string): string {
  return `{${name}}`
}

/** A slot that a run moves: the tag that hashes to it, and the node that it is to go back to. */
export interface BorrowedSlot {
  /** With its braces. */
  readonly tag: string
  readonly homeId: string
}

/** How it stands in the journal. */
export function borrowedName({ tag, homeId }: BorrowedSlot): string {
  return `${tag}@${homeId}`
}

/** undefined: no such name */
export function borrowedIn(name: string): BorrowedSlot | undefined {
  const [, tag, homeId] = /^(\{[^}]+\})@([0-9a-f]+)$/.exec(name) ?? []
  return tag === undefined || homeId === undefined ? undefined : { tag, homeId }
}
