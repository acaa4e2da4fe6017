export interface TrafficTopic {
  readonly name: string
  /** 3 unless told. */
  readonly partitions?: number
  /** The cluster's default unless told. */
  readonly replicas?: number
  readonly config?: Readonly<Record<string, string>>
  /** Records a second; 0 unless told. */
  readonly ratePerS?: number
  /** How many keys there are; 1000 unless told. */
  readonly keyCount?: number
  /** Exponent of a Zipf distribution: 0 (told nothing) makes all keys equal, 1 the first as frequent as half of all others. */
  readonly skew?: number
  /** 100 unless told. */
  readonly valueBytes?: number
}

export interface TrafficGroup {
  readonly id: string
  readonly topics: readonly string[]
  /** 1 unless told. */
  readonly members?: number
  /** How long a member works on each record: more than the records come apart, and the group lags. */
  readonly perRecordMs?: number
}

export interface TrafficPlan {
  readonly topics: readonly TrafficTopic[]
  readonly groups?: readonly TrafficGroup[]
}

export interface TrafficStats {
  /** By topic: what was acknowledged by all in-sync replicas, what failed or timed out. */
  readonly topics: Readonly<Record<string, { readonly sent: number; readonly failed: number }>>
  /** By group. */
  readonly groups: Readonly<Record<string, { readonly received: number; readonly joins: number }>>
}

/** Enough to make every page of an observer live: skewed keys, a quiet topic, a group that can't keep up. */
export const livelyPlan: TrafficPlan = {
  topics: [
    { name: 'orders', partitions: 6, ratePerS: 40, keyCount: 500, skew: 1, valueBytes: 250 },
    { name: 'payments', partitions: 3, ratePerS: 15, valueBytes: 180 },
    { name: 'clicks', partitions: 12, ratePerS: 150, keyCount: 5000, skew: 0.7, valueBytes: 120 },
    {
      name: 'stock-levels',
      partitions: 3,
      ratePerS: 8,
      keyCount: 50,
      config: { 'cleanup.policy': 'compact' },
    },
    { name: 'audit', partitions: 1, ratePerS: 2, valueBytes: 400 },
    { name: 'returns', partitions: 3 },
  ],
  groups: [
    { id: 'billing', topics: ['orders', 'payments'], members: 2 },
    { id: 'analytics', topics: ['clicks'], members: 3 },
    { id: 'fraud-check', topics: ['orders'], members: 1, perRecordMs: 40 },
    { id: 'warehouse', topics: ['stock-levels', 'returns'], members: 1 },
    { id: 'audit-archive', topics: ['audit'], members: 1 },
  ],
}
