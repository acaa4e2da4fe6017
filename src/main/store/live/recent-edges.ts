import type { FactChange } from '../../systems/moment.ts'

const KEEP_MS = 15 * 60_000
const KEEP_EDGES = 20_000

/** The edges of the last minutes, oldest first, so that rules need not read the file at every tick. */
export class RecentEdges {
  #edges: FactChange[] = []
  /** Memory knows every edge from here on; Infinity before the first sample. */
  #from = Infinity

  push(edges: readonly FactChange[], at: number): void {
    this.#from = Math.min(this.#from, at)
    for (const edge of edges) this.#edges.push(edge)
    const keepFrom = at - KEEP_MS
    const isOld = (edge: FactChange | undefined) => edge !== undefined && edge.at < keepFrom
    if (this.#edges.length <= KEEP_EDGES && !isOld(this.#edges[0])) return
    const firstKept = this.#edges.findIndex((edge) => !isOld(edge))
    const drop = Math.max(firstKept < 0 ? this.#edges.length : firstKept, this.#edges.length - KEEP_EDGES)
    const lastDropped = this.#edges[drop - 1]
    this.#edges = this.#edges.slice(drop)
    if (lastDropped !== undefined) this.#from = lastDropped.at + 1
  }

  /** Edges of the keys from an instant on; undefined: memory doesn't reach back that far. */
  since(from: number, keys: readonly string[]): readonly FactChange[] | undefined {
    if (from < this.#from) return undefined
    return this.#edges.filter((edge) => edge.at >= from && keys.includes(edge.key))
  }
}
