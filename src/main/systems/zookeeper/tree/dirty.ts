import type { WatchEvent } from '../wire/requests.ts'
import { parentOf } from './znode.ts'

/** Paths whose last picture is out of date: told by watch events, emptied by reading them anew. */
export class DirtyPaths {
  readonly #root: string
  readonly #stale = new Set<string>()
  readonly #gone = new Set<string>()

  /** @param root nothing above it is looked at */
  constructor(root: string) {
    this.#root = root
  }

  get size(): number {
    return this.#stale.size + this.#gone.size
  }

  add({ type, path }: WatchEvent): void {
    if (type === 'deleted') {
      this.#stale.delete(path)
      this.#gone.add(path)
    } else {
      this.#gone.delete(path)
      this.#stale.add(path)
    }
    // a recursive watch doesn't tell that a parent's cversion, pzxid and children moved
    const parent = type === 'changed' || path === this.#root ? undefined : parentOf(path)
    if (parent !== undefined && !this.#gone.has(parent)) this.#stale.add(parent)
  }

  addStale(paths: Iterable<string>): void {
    for (const path of paths) this.#stale.add(path)
  }

  /** The oldest `limit` paths that are to be read, and all that are gone. */
  take(limit: number): { stale: string[]; gone: string[] } {
    const gone = [...this.#gone]
    this.#gone.clear()
    const stale: string[] = []
    for (const path of this.#stale) {
      if (stale.length >= limit) break
      stale.push(path)
      this.#stale.delete(path)
    }
    return { stale, gone }
  }

  clear(): void {
    this.#stale.clear()
    this.#gone.clear()
  }
}
