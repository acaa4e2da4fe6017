import type { ZnodeKind } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { PathList } from '../wire/path-list.ts'
import type { StatRead, StatText } from './stat.ts'

/** What the entity of a znode begins with. */
const lead = 'znode'

/** Znodes and the values of their facts, columnar: a tree has 100,000 of them. All arrays are parallel. */
export interface Znodes {
  /** `znode/…` */
  readonly entities: string[]
  /** null: it is gone. */
  readonly kinds: (ZnodeKind | null)[]
  /** null: no permission. */
  readonly stats: (StatText | null)[]
  /** Base64 of what was kept; null: empty, not kept, or no permission. */
  readonly data: (string | null)[]
}

export function noZnodes(): Znodes {
  return { entities: [], kinds: [], stats: [], data: [] }
}

/** @param stat null: the ACL hides it */
export function addZnode(into: Znodes, entity: string, stat: StatRead | null, data: string | null): void {
  into.entities.push(entity)
  into.kinds.push(stat === null ? 'unreadable' : stat.kind)
  into.stats.push(stat === null ? null : stat.text)
  into.data.push(data)
}

/** Paths to be read, whose texts are entities. */
export function pathList(paths: readonly string[] = [], roomBytes?: number): PathList {
  return PathList.of(lead, paths, roomBytes)
}

/** The entity of a znode, from its absolute path. */
export function entityOf(path: string): string {
  return `${lead}${path}`
}

export function pathOf(entity: string): string {
  return entity.slice(lead.length)
}

/** The path above; undefined for the root. */
export function parentOf(path: string): string | undefined {
  if (path === '/') return undefined
  const at = path.lastIndexOf('/')
  return at === 0 ? '/' : path.slice(0, at)
}
