import type { Held, Look } from '../../moment.ts'
import { parentOf, pathOf } from '../tree/znode.ts'

/** The names below each znode, sorted when first asked for. */
export class TreeIndex {
  readonly #children = new Map<string, string[]>()
  readonly #sorted = new Set<string>()
  #size = 0

  get size(): number {
    return this.#size
  }

  childrenOf(path: string): readonly string[] {
    const names = this.#children.get(path)
    if (names === undefined) return []
    if (!this.#sorted.has(path)) {
      // by code unit: sequence numbers come in order, and it is fast
      names.sort()
      this.#sorted.add(path)
    }
    return names
  }

  add(path: string): void {
    this.#size++
    const parent = parentOf(path)
    if (parent === undefined) return
    const names = this.#children.get(parent)
    if (names === undefined) this.#children.set(parent, [nameOf(path)])
    else names.push(nameOf(path))
    this.#sorted.delete(parent)
  }

  remove(path: string): void {
    this.#size--
    const parent = parentOf(path)
    const names = parent === undefined ? undefined : this.#children.get(parent)
    const at = names?.indexOf(nameOf(path)) ?? -1
    if (at >= 0) names?.splice(at, 1)
  }
}

interface Kept {
  readonly index: TreeIndex
  readonly paths: Set<string>
  upTo: number
}

/** Live, the map of facts stays the same object and moves on: its index moves on with it. */
const kept = new WeakMap<ReadonlyMap<string, Held>, Kept>()

/** The tree as it was at the moment. */
export function treeIndex(look: Look): TreeIndex {
  const facts = look.moment.facts('znode.kind')
  const before = kept.get(facts)
  if (before !== undefined && movedOn(before, look)) return before.index
  const index = new TreeIndex()
  const paths = new Set<string>()
  for (const entity of facts.keys()) {
    const path = pathOf(entity)
    paths.add(path)
    index.add(path)
  }
  kept.set(facts, { index, paths, upTo: look.moment.at })
  return index
}

/** @returns false when the edges don't explain what holds now: then everything is looked through again */
function movedOn(before: Kept, look: Look): boolean {
  // edges of the very instant may have come after the last look at it; applying one twice does nothing
  for (const { entity, after } of look.changes(['znode.kind'], before.upTo)) {
    const path = pathOf(entity)
    if (after !== null && !before.paths.has(path)) {
      before.paths.add(path)
      before.index.add(path)
    } else if (after === null && before.paths.delete(path)) before.index.remove(path)
  }
  before.upTo = look.moment.at
  return before.paths.size === look.moment.facts('znode.kind').size
}

export function nameOf(path: string): string {
  return path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1)
}

export function childPath(parent: string, name: string): string {
  return parent === '/' ? `/${name}` : `${parent}/${name}`
}
