import { slotCount } from '../../../shared/systems/redis-slots.ts'
import type { NodeLine } from './ask/cluster-nodes.ts'

/** What one node says of the owners. */
export interface Voice {
  readonly address: string
  readonly lines: readonly NodeLine[]
}

/** Slots `from` to `to` that `owner` has; null: nobody. */
export interface OwnedRun {
  readonly from: number
  readonly to: number
  readonly owner: string | null
}

export interface SlotMap {
  /** Whole, from 0 to 16383. */
  readonly runs: readonly OwnedRun[]
  /** Addresses of masters that peers call failed: by more than half of the voices. */
  readonly failed: ReadonlySet<string>
  /** By voice: runs of which it names another owner. Only those that have any. */
  readonly disputes: ReadonlyMap<string, readonly OwnedRun[]>
  readonly claimed: number
  readonly disputed: number
}

/**
 * Who owns which slot, out of what every node says: the claim with the highest configuration epoch holds, as among the
 * nodes themselves; of equal ones that of the owner itself.
 */
export function slotMap(voices: readonly Voice[]): SlotMap {
  const owners = ownersOf(voices)
  const disputes = new Map<string, readonly OwnedRun[]>()
  const isDisputed = new Uint8Array(slotCount)
  for (const voice of voices) {
    const says = ownersOf([voice])
    const runs = runsOf(
      (slot) => says[slot] ?? null,
      (slot) => says[slot] !== owners[slot],
    )
    if (runs.length === 0) continue
    disputes.set(voice.address, runs)
    for (const { from, to } of runs) isDisputed.fill(1, from, to + 1)
  }
  return {
    runs: runsOf(
      (slot) => owners[slot] ?? null,
      () => true,
    ),
    failed: failedBy(voices),
    disputes,
    claimed: owners.filter((owner) => owner !== undefined).length,
    disputed: isDisputed.reduce((sum, one) => sum + one, 0),
  }
}

function ownersOf(voices: readonly Voice[]): readonly (string | undefined)[] {
  const owners: (string | undefined)[] = Array.from({ length: slotCount })
  const strength = new Float64Array(slotCount).fill(-1)
  for (const { lines } of voices)
    for (const { address, configEpoch, flags, runs } of lines) {
      // half an epoch: the owner's own word wins over hearsay of the same epoch
      const weight = configEpoch + (flags.includes('myself') ? 0.5 : 0)
      for (const { from, to } of runs)
        for (let slot = from; slot <= to; slot++)
          if (weight > (strength[slot] ?? 0)) {
            strength[slot] = weight
            owners[slot] = address
          }
    }
  return owners
}

/** Neighbours with the same owner, of the slots that count. */
function runsOf(ownerOf: (slot: number) => string | null, counts: (slot: number) => boolean): OwnedRun[] {
  const runs: { from: number; to: number; owner: string | null }[] = []
  for (let slot = 0; slot < slotCount; slot++) {
    if (!counts(slot)) continue
    const owner = ownerOf(slot)
    const last = runs.at(-1)
    if (last !== undefined && last.to === slot - 1 && last.owner === owner) last.to = slot
    else runs.push({ from: slot, to: slot, owner })
  }
  return runs
}

function failedBy(voices: readonly Voice[]): ReadonlySet<string> {
  const votes = new Map<string, number>()
  for (const { lines } of voices)
    for (const { address, flags } of lines)
      if (flags.includes('fail')) votes.set(address, (votes.get(address) ?? 0) + 1)
  return new Set([...votes].filter(([, count]) => 2 * count > voices.length).map(([address]) => address))
}
