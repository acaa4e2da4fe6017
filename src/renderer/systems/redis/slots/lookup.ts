import type {
  MovingSlot,
  SlotDispute,
  SlotOwner,
  SlotsData,
} from '../../../../shared/systems/redis-slot-views.ts'

/** Everything that is known of one slot. */
export interface SlotKnown {
  readonly slot: number
  /** Index into `owners`; −1: nobody. */
  readonly index: number
  readonly owner: SlotOwner | undefined
  readonly move: MovingSlot | undefined
  readonly disputes: readonly SlotDispute[]
}

export function lookUp(data: SlotsData, slot: number): SlotKnown {
  const run = lastAtOrBefore(data.from, slot)
  const index = data.owner[run] ?? -1
  return {
    slot,
    index,
    owner: data.owners[index],
    move: data.moving.find((move) => move.slot === slot),
    disputes: data.disputes.filter((dispute) => dispute.from <= slot && slot <= dispute.to),
  }
}

/** Runs ascend: the one that a slot lies in is found by halving. */
function lastAtOrBefore(from: Uint16Array, slot: number): number {
  let low = 0
  let high = from.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((from[middle] ?? 0) <= slot) low = middle
    else high = middle - 1
  }
  return low
}
