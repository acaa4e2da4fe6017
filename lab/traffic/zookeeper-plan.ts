export interface ZooKeeperTrafficPlan {
  /** Service → number of instances: each a session with an ephemeral under `/services/<service>`. */
  readonly services?: Readonly<Record<string, number>>
  /** Sessions that queue for a lock, each behind its predecessor, and hold it for a while. */
  readonly locks?: readonly { readonly path: string; readonly contenders: number; readonly holdMs: number }[]
  /** Nodes under `/config` that are set at a rate, and watched by the services. */
  readonly config?: { readonly nodes: number; readonly setsPerS: number; readonly valueBytes?: number }
  /** Reads a second of the nodes under `/config`. */
  readonly readsPerS?: number
}

export interface ZooKeeperTrafficStats {
  readonly sessions: number
  readonly sets: number
  readonly reads: number
  readonly locksTaken: number
  readonly failed: number
}

export const livelyZooKeeperPlan: ZooKeeperTrafficPlan = {
  services: { orders: 3, payments: 2, search: 4 },
  locks: [{ path: '/locks/nightly-report', contenders: 4, holdMs: 1_500 }],
  config: { nodes: 20, setsPerS: 5, valueBytes: 200 },
  readsPerS: 40,
}
