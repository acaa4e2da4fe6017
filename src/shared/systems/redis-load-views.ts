/** Memory, hits and evictions of every server, parallel arrays. */
export interface MemoryData {
  readonly addresses: readonly string[]
  readonly roles: readonly ('master' | 'replica' | null)[]
  /** [node.memory] and so on, bytes. */
  readonly used: Float64Array
  readonly dataset: Float64Array
  readonly rss: Float64Array
  readonly peak: Float64Array
  /** 0: no limit. */
  readonly max: Float64Array
  readonly fragmentation: Float64Array
  readonly clientBuffers: Float64Array
  readonly system: Float64Array
  readonly policies: readonly (string | null)[]
  readonly keys: Float64Array
  readonly expires: Float64Array
  /** hits ÷ (hits + misses) over the last minute; NaN: no lookups. */
  readonly hitRatio: Float64Array
  readonly hitsPerSecond: Float64Array
  readonly missesPerSecond: Float64Array
  readonly evictedPerSecond: Float64Array
  readonly expiredPerSecond: Float64Array
}

export interface SlowlogData {
  /** Newest first, cut to the limit. */
  readonly rows: readonly SlowCommand[]
  /** Before cutting. */
  readonly total: number
  readonly nodes: readonly {
    readonly address: string
    /** slowlog-log-slower-than in ms, negative: switched off; null: CONFIG isn't open. */
    readonly thresholdMs: number | null
    readonly maxLength: number | null
    /** Entries ever, and those that were gone before they were read. [node.slow_commands, node.slow_lost] */
    readonly entries: number | null
    readonly lost: number | null
    /** Why its slow log isn't read; null: it is. */
    readonly why: string | null
  }[]
}

export interface SlowCommand {
  readonly address: string
  readonly id: number
  /** By the server's clock. */
  readonly at: number
  readonly ms: number
  /** `SORT` */
  readonly command: string
  /** Its first argument, cut to 64 characters: usually the key. Values are not kept. */
  readonly first: string
  /** Arguments in all, as far as the slow log holds them. */
  readonly arguments: number
  readonly client: string
  readonly clientName: string
  /** It is still in the server's slow log. */
  readonly isHeld: boolean
}

/** Connections in outline, the largest groups first. */
export interface ClientsData {
  readonly groups: readonly {
    readonly address: string
    /** Host they come from. */
    readonly host: string
    readonly name: string
    readonly user: string
    readonly library: string
    readonly count: number
    readonly subscribers: number
    readonly blocked: number
    readonly replicas: number
    readonly maxIdleMs: number
    /** Output buffers, and all memory, bytes. */
    readonly outputBytes: number
    readonly memoryBytes: number
    /** Last commands, the most frequent first: "get", "blpop". */
    readonly commands: readonly string[]
  }[]
  readonly nodes: readonly {
    readonly address: string
    readonly connected: number | null
    readonly limit: number | null
    readonly blocked: number | null
    readonly connectionsPerSecond: number | null
    readonly rejected: number | null
    /** When its list was read; null: it wasn't. */
    readonly listedAt: number | null
    readonly why: string | null
  }[]
}

/** By total time of the last minutes, the dearest first; parallel arrays. */
export interface CommandsData {
  readonly names: readonly string[]
  readonly calls: Float64Array
  readonly callsPerSecond: Float64Array
  /** Mean of the last five minutes; NaN: not called. */
  readonly meanMs: Float64Array
  /** The highest of all servers. */
  readonly p99Ms: Float64Array
  readonly failed: Float64Array
  /** Why there are none: INFO commandstats is closed; null: it is read. */
  readonly why: string | null
}
