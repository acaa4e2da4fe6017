import { sealRecords } from '../codec/changes.ts'
import { recordOf } from '../live/edges.ts'
import { type Edges, foundOf } from '../live/facts.ts'
import type { KeptEdge } from '../live/recent-edges.ts'
import type { Numbering } from '../live/numbering.ts'
import type { ChangeRow } from './rows.ts'

interface Entry {
  readonly at: number
  readonly edges: Edges
}

/** So many edges wait one by one; beyond, only what they came to together: a disk may be full for days. */
const MAX_WAITING = 100_000

const sizeOf = ({ found, changed }: Edges): number =>
  found.reduce((sum, { paths }) => sum + paths.length, changed.length)

/** Edges that are not in the file yet: those of this append, and of earlier ones that could not be written. */
export class Owed {
  #entries: Entry[] = []
  #edges = 0

  get rows(): number {
    return this.#entries.length
  }

  get edges(): number {
    return this.#edges
  }

  add(at: number, edges: Edges): void {
    const size = sizeOf(edges)
    if (size === 0) return
    this.#entries.push({ at, edges })
    this.#edges += size
    if (this.#edges > MAX_WAITING && this.#entries.length > 1) this.#join()
  }

  toRows(numbering: Numbering): readonly ChangeRow[] {
    return this.#entries.map(({ at, edges }) => ({
      at,
      edges: edges.changed.length,
      blob: sealRecords([recordOf(edges, at, numbering)]),
    }))
  }

  clear(): void {
    this.#entries = []
    this.#edges = 0
  }

  #join(): void {
    const found = new Map<string, KeptEdge>()
    const changed = new Map<string, KeptEdge>()
    for (const { at, edges } of this.#entries) {
      for (const kept of keptOf(edges, at)) found.set(nameOf(kept), kept)
      for (const kept of edges.changed) {
        const name = nameOf(kept)
        const first = found.get(name)
        if (first !== undefined) found.set(name, together(first, kept))
        else changed.set(name, together(changed.get(name) ?? kept, kept))
      }
    }
    const joined = { found: foundOf(found.values()), changed: [...changed.values()] }
    this.#entries = [{ at: this.#entries.at(-1)!.at, edges: joined }]
    this.#edges = sizeOf(joined)
  }
}

/** What was found, one by one. */
const keptOf = ({ found }: Edges, at: number): readonly KeptEdge[] =>
  found.flatMap(({ key, paths, values }) =>
    paths.map((entity, i) => ({
      edge: { at, entity, key, before: null, after: values[i] ?? null },
      heldSince: at,
    })),
  )

const nameOf = ({ edge }: KeptEdge): string => `${edge.key}\n${edge.entity}`

/** What both came to. */
const together = (first: KeptEdge, last: KeptEdge): KeptEdge => ({
  edge: { ...last.edge, before: first.edge.before },
  heldSince: first.heldSince,
})
