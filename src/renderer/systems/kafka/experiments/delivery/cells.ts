import type { RunEntry } from '../../../../../shared/api/experiments.ts'
import { foldDelivery, timesOf } from '../../../../../shared/systems/kafka-delivery.ts'

export type Effect = 'waiting' | 'once' | 'twice' | 'lost'

/** One record through a run. */
export interface Cell {
  readonly number: number
  /** Index of the workers that worked on it, in the order in which they did. */
  readonly by: readonly number[]
  /** What was found in the end; waiting: not looked yet. */
  readonly effect: Effect
}

export interface DeliveryDrawing {
  readonly workers: readonly { readonly name: string; readonly isDead: boolean }[]
  readonly cells: readonly Cell[]
  /** The group’s committed offset. */
  readonly committed: number
}

/** The records as they stood at an instant. */
export function deliveryDrawing(entries: readonly RunEntry[], count: number, until: number): DeliveryDrawing {
  const { workers, commits, found } = foldDelivery(entries.filter(({ at }) => at <= until))
  const times = found && timesOf(found, count)
  const by: number[][] = Array.from({ length: count }, () => [])
  for (const [index, { worked }] of workers.entries())
    for (const { number } of worked) by[number]?.push(index)
  return {
    workers: workers.map(({ name, killed }) => ({ name, isDead: killed !== undefined })),
    cells: by.map((workedBy, number) => ({ number, by: workedBy, effect: effectOf(times?.[number]) })),
    committed: commits.at(-1)?.offset ?? 0,
  }
}

function effectOf(times: number | undefined): Effect {
  if (times === undefined) return 'waiting'
  if (times === 0) return 'lost'
  return times === 1 ? 'once' : 'twice'
}
