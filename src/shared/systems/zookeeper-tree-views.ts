import type { TreeReach } from './zookeeper-views.ts'

/**
 * Of a znode: `persistent`, `ephemeral`, `container`, `ttl`, `unreadable` (no READ permission: no stat either).
 * Whether its name ends in a sequence number is said apart: the server keeps no such mark.
 */
export type ZnodeKind = 'persistent' | 'ephemeral' | 'container' | 'ttl' | 'unreadable'

/** Rows of znodes, columnar, all arrays parallel. */
export interface ZnodeRows {
  /** Absolute path, chroot included. */
  readonly path: readonly string[]
  readonly name: readonly string[]
  readonly kind: readonly ZnodeKind[]
  /** The name ends in ten digits, as the server appends them. */
  readonly sequential: readonly boolean[]
  readonly children: Float64Array
  readonly bytes: Float64Array
  /** Owner session 0x…; null: not ephemeral. */
  readonly owner: readonly (string | null)[]
  /** Client address of the owner; null: none known. */
  readonly ownerClient: readonly (string | null)[]
  /** Last change of the data, epoch ms by the server's clock. */
  readonly mtime: Float64Array
}

export interface TreeData extends ZnodeRows {
  readonly reach: TreeReach
  /** When the newest change of the tree was seen, epoch ms. */
  readonly asOf: number | null
  /** Path under which the tree stands: "/" or the chroot. */
  readonly root: string
  /** All visible rows with these folders open; the arrays hold those from `offset`. */
  readonly total: number
  readonly offset: number
  /** 0: the root. */
  readonly depth: readonly number[]
  readonly open: readonly boolean[]
  /** Owned by the session that was asked for. */
  readonly lit: readonly boolean[]
}

export interface SearchData extends ZnodeRows {
  /** Of all matches; the arrays hold the first `limit`. */
  readonly total: number
}

export interface ZnodeStat {
  /** Zxids in hex, 0x… */
  readonly czxid: string
  readonly mzxid: string
  readonly pzxid: string
  /** Epoch ms by the server's clock. */
  readonly ctime: number
  readonly mtime: number
  readonly version: number
  readonly cversion: number
  readonly aversion: number
  /** The raw field: a session, or the marks of containers and TTL nodes; null: 0. */
  readonly ephemeralOwner: string | null
  readonly dataLength: number
  readonly numChildren: number
}

export interface ZnodeData {
  readonly path: string
  readonly kind: ZnodeKind
  readonly sequential: boolean
  /** null: no READ permission. */
  readonly stat: ZnodeStat | null
  /** Since when the stat is known to be so, and who told it ("multiRead getData, 127.0.0.1:2181"). */
  readonly since: number | null
  readonly source: string
  readonly data: {
    /** Base64 of the bytes that were kept; null: none were read. */
    readonly base64: string | null
    readonly keptBytes: number
    /** Less was kept than the znode holds: the budget's limit. */
    readonly cut: boolean
    /** What the bytes look like: JSON, text in UTF-8, or neither. */
    readonly looks: 'json' | 'text' | 'binary' | 'empty' | 'unknown'
    /** Decoded, for `json` and `text`. */
    readonly text: string | null
  }
  readonly owner: SessionBrief | null
  /** Everything the owner session holds, this znode included. */
  readonly alsoOwned: readonly { readonly path: string; readonly ctime: number }[]
  /** Among siblings with sequence numbers, lowest first; null: no such name. */
  readonly queue: {
    /** 1: holds the lock, if it is one. */
    readonly place: number
    readonly of: number
    readonly first: string
    /** The one before it in line; null for the first. */
    readonly ahead: string | null
  } | null
  readonly siblings: number
  /** Earlier states within the last day, newest first, at most 20. */
  readonly history: readonly {
    readonly at: number
    readonly version: number
    readonly bytes: number
    readonly mzxid: string
  }[]
}

/** A session with what is known of its connection. */
export interface SessionBrief {
  readonly id: string
  /** `connected`: a member lists its connection. `no-connection`: no member does, though all were asked. `unknown`: not all answered. */
  readonly state: 'connected' | 'no-connection' | 'unknown'
  /** Member that created it (top byte of the id); null: not told by the id. */
  readonly madeBy: string | null
  /** Member it is connected to. [session.member] */
  readonly member: string | null
  /** `host:port` [session.client] */
  readonly client: string | null
  readonly timeoutMs: number | null
  /** Since something was heard from it, at the moment. [session.idle] */
  readonly idleMs: number | null
  /** When it would expire if it stayed silent, epoch ms. */
  readonly expiresAt: number | null
  /** Orrery's own. */
  readonly own: boolean
}

export interface SessionsData {
  readonly id: readonly string[]
  readonly state: readonly SessionBrief['state'][]
  readonly member: readonly (string | null)[]
  readonly client: readonly (string | null)[]
  readonly timeoutMs: Float64Array
  readonly idleMs: Float64Array
  readonly ephemerals: Float64Array
  readonly watches: Float64Array
  readonly outstanding: Float64Array
  /** Requests per second over the last minute. */
  readonly requestsPerSecond: Float64Array
  readonly latencyMs: Float64Array
  readonly own: readonly boolean[]
  /** When it was first seen, epoch ms. */
  readonly since: Float64Array
  /** Why the list is not whole; null: it is. */
  readonly why: string | null
}

export interface SessionData {
  readonly session: SessionBrief
  readonly ephemerals: readonly {
    readonly path: string
    readonly ctime: number | null
    readonly bytes: number | null
  }[]
  /** Paths with data watches (`wchc` lists no others); null: not asked or not allowed. */
  readonly watches: readonly string[] | null
}

export interface WatchesData {
  /** Per member. [member.watches, member.watched_paths, member.watching_sessions] */
  readonly members: readonly {
    readonly id: string
    readonly watches: number | null
    readonly paths: number | null
    readonly connections: number | null
  }[]
  /** Most watched first. Data watches only: that is all the servers list. */
  readonly byPath: readonly { readonly path: string; readonly sessions: number }[]
  readonly bySession: readonly {
    readonly id: string
    readonly client: string | null
    readonly paths: number
  }[]
  /** Why the two lists are missing or not whole; null: they are whole. */
  readonly why: string | null
}
