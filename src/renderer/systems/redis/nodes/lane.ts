/** Where a replica stands on the way to its master's end, px from the left of its lane. */
export interface Lane {
  /** The backlog reaches from here to `end`; null: how much is held isn't known. */
  readonly heldFrom: number | null
  /** The replica; null: its lag isn't known. */
  readonly at: number | null
  /** The newest byte of the master. */
  readonly end: number
  /** It needs what the backlog no longer holds: if its link breaks now, all the data are sent anew. */
  readonly isBeyond: boolean
}

const inset = 6

/** Bytes that lanes of one group span: all of the backlog, and whoever is further behind. */
export function laneSpan(held: number | null, lags: readonly (number | null)[]): number {
  const farthest = Math.max(0, ...lags.map((lag) => lag ?? 0))
  return Math.max(1, held ?? 0, farthest > (held ?? 0) ? farthest * 1.1 : 0)
}

/** `lag` and `held` in bytes; all lanes of a group share `span`, so that they can be compared. */
export function laneOf(lag: number | null, held: number | null, span: number, width: number): Lane {
  const end = width - inset
  const x = (bytes: number) => end - (Math.min(bytes, span) / span) * (end - inset)
  return {
    heldFrom: held === null || held <= 0 ? null : x(held),
    at: lag === null ? null : x(lag),
    end,
    isBeyond: lag !== null && held !== null && held > 0 && lag > held,
  }
}
