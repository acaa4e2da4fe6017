import type { MovingSlot } from '../../../../shared/systems/redis-slot-views.ts'

/** Neighbouring slots on their way between the same two nodes. */
export interface Move {
  readonly from: number
  readonly to: number
  readonly source: string | null
  readonly target: string | null
  /** Every slot of it is named by both sides. */
  readonly isAgreed: boolean
  /** Keys on either side, of all its slots; null: of one it isn't known. */
  readonly keysLeft: number | null
  readonly keysMoved: number | null
  /** When the first of them was seen to be on the move, epoch ms. */
  readonly since: number
  readonly slots: readonly MovingSlot[]
}

/** One line a move: slots that lie side by side and go the same way belong together. One-sided ones first. */
export function movesOf(moving: readonly MovingSlot[]): readonly Move[] {
  const groups: MovingSlot[][] = []
  for (const slot of moving) {
    const last = groups.at(-1)?.at(-1)
    const isNext =
      last?.slot === slot.slot - 1 && last.from === slot.from && last.to === slot.to && last.is === slot.is
    if (isNext) groups.at(-1)?.push(slot)
    else groups.push([slot])
  }
  return groups.map(moveOf).toSorted((a, b) => Number(a.isAgreed) - Number(b.isAgreed) || a.from - b.from)
}

function moveOf(slots: readonly MovingSlot[]): Move {
  const first = slots[0]
  return {
    from: first?.slot ?? 0,
    to: slots.at(-1)?.slot ?? 0,
    source: first?.from ?? null,
    target: first?.to ?? null,
    isAgreed: first?.is === 'both',
    keysLeft: sum(slots.map((slot) => slot.keysFrom)),
    keysMoved: sum(slots.map((slot) => slot.keysTo)),
    since: Math.min(...slots.map((slot) => slot.since)),
    slots,
  }
}

const sum = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((all, value) => (all === null || value === null ? null : all + value), 0)
