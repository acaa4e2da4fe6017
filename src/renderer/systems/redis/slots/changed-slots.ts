import type { SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { slotCount, type SlotRun } from '../../../../shared/systems/redis-slots.ts'
import { ownedRuns, ownersOf } from './slot-map.ts'

type Owned = Pick<SlotsData, 'owners' | 'from' | 'to' | 'owner'>

/** Slots that belonged to another owner. */
export interface ChangedRun extends SlotRun {
  /** Address; null: nobody. */
  readonly was: string | null
  readonly is: string | null
}

/** Runs of slots with another owner than `before`, ascending; each has one owner on either side. */
export function changedRuns(before: Owned, now: Owned): readonly ChangedRun[] {
  const [was, is] = [before, now].map((data) => ({ data, owners: ownersOf(ownedRuns(data)) }))
  if (was === undefined || is === undefined) return []
  const ownerAt = ({ data, owners }: typeof was, slot: number) =>
    data.owners[owners[slot] ?? -1]?.address ?? null
  const runs: { from: number; to: number; was: string | null; is: string | null }[] = []
  for (let slot = 0; slot < slotCount; slot++) {
    const [old, now] = [ownerAt(was, slot), ownerAt(is, slot)]
    if (old === now) continue
    const last = runs.at(-1)
    if (last?.to === slot - 1 && last.was === old && last.is === now) last.to = slot
    else runs.push({ from: slot, to: slot, was: old, is: now })
  }
  return runs
}

export const slotsIn = (runs: readonly SlotRun[]): number =>
  runs.reduce((sum, run) => sum + run.to - run.from + 1, 0)

export function changeAt(runs: readonly ChangedRun[], slot: number): ChangedRun | undefined {
  return runs.find(({ from, to }) => from <= slot && slot <= to)
}
