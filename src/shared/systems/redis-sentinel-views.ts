import type { NodeState } from './redis-views.ts'

/** What all sentinels believe, one matrix a master name. */
export interface SentinelsData {
  /** Rows of every matrix: all sentinels that are known, those that do not answer included. */
  readonly sentinels: readonly {
    /** `host:port`; the entity is `sentinel/<address>`. */
    readonly address: string
    readonly state: NodeState
    readonly stateSince: number | null
    readonly why: string | null
    readonly version: string | null
  }[]
  readonly masters: readonly BeliefMatrix[]
}

export interface BeliefMatrix {
  /** `mymaster` */
  readonly name: string
  /** What most sentinels give to clients; null: nobody answers. */
  readonly address: string | null
  /** Distinct addresses given, with the sentinels that give them; more than one is a split. */
  readonly given: readonly { readonly address: string; readonly by: readonly string[] }[]
  /** Columns: every instance that any sentinel knows. Masters first, then replicas, then sentinels. */
  readonly instances: readonly {
    readonly address: string
    readonly kind: 'data' | 'sentinel'
    /** Role as the server itself says [node.role]; null for sentinels, or when it does not answer. */
    readonly role: 'master' | 'replica' | null
  }[]
  /** One row a sentinel, parallel to `SentinelsData.sentinels`. */
  readonly rows: readonly BeliefRow[]
  readonly failover: FailoverOutlook
}

export interface BeliefRow {
  readonly sentinel: string
  /** null: it doesn't answer, or doesn't watch this master. */
  readonly address: string | null
  readonly configEpoch: number | null
  readonly quorum: number | null
  /** Its own CKQUORUM in its words; null: not observed. */
  readonly quorumSays: string | null
  readonly quorumOk: boolean | null
  /** Parallel to `instances`. */
  readonly cells: readonly BeliefCell[]
}

/**
 * `up`: not marked. `s-down`: down by this sentinel's own opinion. `o-down`: enough agree (masters only).
 * `link-down`: a replica it reaches, whose link to the master is down. `self`: the sentinel itself. `unknown`: this
 * sentinel does not know the instance, or does not answer.
 */
export interface BeliefCell {
  readonly is: 'up' | 's-down' | 'o-down' | 'link-down' | 'self' | 'unknown'
  /** What it takes the instance for. */
  readonly as: 'master' | 'replica' | 'sentinel' | null
  /** Its flags, as it says: "s_down,slave,disconnected". */
  readonly flags: string
  readonly since: number | null
  /** No valid reply for, ms. [belief.silent_ms] */
  readonly silentMs: number | null
}

/** What it would take to fail the master over now. */
export interface FailoverOutlook {
  /** As configured; the highest, where sentinels differ. null: not observed. */
  readonly quorum: number | null
  /** Sentinels known: those that answer us and those that they name. */
  readonly known: number
  /** Of these that answer us. */
  readonly answering: number
  /** ⌊known ÷ 2⌋ + 1: votes that the leader of a failover needs. */
  readonly majority: number
  /** Sentinels that hold the master for down, by their own opinion. */
  readonly downBy: readonly string[]
  /** Replicas that could be promoted, in the order in which they would be taken. */
  readonly candidates: readonly string[]
  /** Replicas that could not, with the reason. */
  readonly excluded: readonly { readonly address: string; readonly why: string }[]
  readonly can: 'yes' | 'no' | 'unknown'
  /** "2 more sentinels must see it down; then 3 of 3 can elect, majority 2; 2 replicas stand ready" */
  readonly says: string
}
