import { formatNumber } from '../../../../shared/base/format-number.ts'
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
  /** Keys in it, where its owner counts them. */
  readonly keys: SlotKeys | undefined
}

export interface SlotKeys {
  readonly count: number
  /** false: it holds no more than that. */
  readonly isExact: boolean
}

export function lookUp(data: SlotsData, slot: number): SlotKnown {
  const run = lastAtOrBefore(data.from, slot)
  const index = data.owner[run] ?? -1
  const owner = data.owners[index]
  return {
    slot,
    index,
    owner,
    keys: owner && keysIn(data, owner.address, slot),
    move: data.moving.find((move) => move.slot === slot),
    disputes: data.disputes.filter((dispute) => dispute.from <= slot && slot <= dispute.to),
  }
}

function keysIn({ counted }: SlotsData, owner: string, slot: number): SlotKeys | undefined {
  const told = counted.find(({ address }) => address === owner)
  if (told === undefined) return undefined
  const found = told.slots.find((each) => each.slot === slot)
  return { count: found?.keys ?? told.othersAtMost, isExact: found !== undefined || told.othersAtMost === 0 }
}

/** "20 keys", "at most 3 keys" */
export function keysText({ count, isExact }: SlotKeys): string {
  return `${isExact ? '' : 'at most '}${formatNumber(count)} key${count === 1 ? '' : 's'}`
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
