export interface RedisTrafficPlan {
  /** Writes a second, half of them with a time to live; twice as many reads, some of which miss. */
  readonly writesPerS: number
  readonly keys: number
  readonly valueBytes: number
}

export interface RedisTrafficStats {
  readonly writes: number
  readonly reads: number
  readonly failed: number
}

export const livelyRedisPlan: RedisTrafficPlan = { writesPerS: 200, keys: 5000, valueBytes: 200 }
