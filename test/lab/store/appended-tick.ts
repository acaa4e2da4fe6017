import type { Sample } from '../../../src/main/systems/sample.ts'
import { entities, facts, sample, t0, values } from '../../unit/main/store/history.ts'

const partitions = entities(...Array.from({ length: 400 }, (_, i) => `topic/orders/${i}`))

export const at = (tick: number): number => t0 + tick * 10_000

/** What a killed process had appended as its n-th tick: known in advance, so that every value can be checked. */
export function tickOf(tick: number): Sample {
  return sample(at(tick), {
    values: [
      values(
        'partition.leo',
        partitions,
        partitions.paths.map((_, i) => leo(tick, i)),
      ),
      values(
        'partition.load',
        partitions,
        partitions.paths.map((_, i) => load(tick, i)),
      ),
    ],
    facts: [
      facts(
        'partition.leader',
        partitions,
        partitions.paths.map((_, i) => leader(tick, i)),
      ),
    ],
  })
}

export const leo = (tick: number, partition: number): number => 1_000 * partition + tick * (partition % 7)
export const load = (tick: number, partition: number): number => Math.sin(tick + partition)
export const leader = (tick: number, partition: number): number => (partition + Math.floor(tick / 5)) % 3
