import type { FactChange } from '../../systems/moment.ts'

const KEEP_MS = 25 * 60 * 60_000
const KEEP_EDGES = 50_000

/** An edge, and since when the value before it held. */
export interface KeptEdge {
  readonly edge: FactChange
  readonly heldSince: number
}

/** The edges of the last day, oldest first, so that neither rules nor live views read the file at every tick. */
export class RecentEdges {
  #edges: KeptEdge[] = []
  /** Memory knows every edge from here on; Infinity before the first sample. */
  #from = Infinity

  /** Memory knows every edge from an instant on, beginning with these. */
  beginAt(from: number, edges: readonly KeptEdge[] = []): void {
    this.#from = from
    this.#edges = [...edges]
  }

  push(edges: readonly KeptEdge[], at: number): void {
    this.#from = Math.min(this.#from, at)
    for (const edge of edges) this.#edges.push(edge)
    const tooOld = this.#indexFrom(at - KEEP_MS)
    const tooMany = this.#edges.length - KEEP_EDGES
    // not one by one: dropping moves all the others
    if (tooOld > KEEP_EDGES / 10 || tooMany > KEEP_EDGES / 10) this.#drop(Math.max(tooOld, tooMany))
  }

  #drop(count: number): void {
    this.#from = this.#edges[count - 1]!.edge.at + 1
    this.#edges = this.#edges.slice(count)
  }

  /** Edges of the keys from an instant on; undefined: memory doesn't reach back that far. */
  since(from: number, keys: readonly string[]): readonly FactChange[] | undefined {
    if (from < this.#from) return undefined
    const edges: FactChange[] = []
    for (let i = this.#indexFrom(from); i < this.#edges.length; i++) {
      const { edge } = this.#edges[i]!
      if (keys.includes(edge.key)) edges.push(edge)
    }
    return edges
  }

  /** Edges of one fact after an instant; undefined: memory doesn't reach back that far. */
  of(entity: string, key: string, after: number): readonly KeptEdge[] | undefined {
    if (after + 1 < this.#from) return undefined
    const edges: KeptEdge[] = []
    for (let i = this.#indexFrom(after + 1); i < this.#edges.length; i++) {
      const kept = this.#edges[i]!
      if (kept.edge.entity === entity && kept.edge.key === key) edges.push(kept)
    }
    return edges
  }

  /** Index of the first edge at or after an instant. */
  #indexFrom(at: number): number {
    let low = 0
    let high = this.#edges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#edges[middle]!.edge.at < at) low = middle + 1
      else high = middle
    }
    return low
  }
}
