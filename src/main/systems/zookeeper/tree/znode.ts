import type { ZnodeKind } from '../../../../shared/systems/zookeeper-tree-views.ts'

/**
 * [czxid, mzxid, pzxid, ctime, mtime, version, cversion, aversion, ephemeralOwner, dataLength, numChildren].
 * Zxids and the owner are hex with 0x; the owner is null where the field is 0. Times are epoch ms.
 */
export type StatFact = readonly [
  string,
  string,
  string,
  number,
  number,
  number,
  number,
  number,
  string | null,
  number,
  number,
]

/** Znodes and the values of their facts, columnar: a tree has 100,000 of them. All arrays are parallel. */
export interface Znodes {
  /** `znode/…` */
  readonly entities: string[]
  /** null: it is gone. */
  readonly kinds: (ZnodeKind | null)[]
  /** null: no permission. */
  readonly stats: (StatFact | null)[]
  /** Base64 of what was kept; null: empty, not kept, or no permission. */
  readonly data: (string | null)[]
}

export function noZnodes(): Znodes {
  return { entities: [], kinds: [], stats: [], data: [] }
}

/** The entity of a znode, from its absolute path. */
export function entityOf(path: string): string {
  return `znode${path}`
}

export function pathOf(entity: string): string {
  return entity.slice('znode'.length)
}

/** The path above; undefined for the root. */
export function parentOf(path: string): string | undefined {
  if (path === '/') return undefined
  const at = path.lastIndexOf('/')
  return at === 0 ? '/' : path.slice(0, at)
}
