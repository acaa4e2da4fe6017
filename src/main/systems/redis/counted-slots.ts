import { isAmong } from '../../../shared/systems/redis-slots.ts'
import type { NodeLine } from './ask/cluster-nodes.ts'

/** Slots of one node whose keys are counted: each costs a command a sample. */
const most = 32

/**
 * Whose keys a node is asked for: slots that are open there, and those that were and are now another's, as long as it
 * still holds keys of them. No other slot is looked at: 16,384 commands would be needed for that.
 */
export class CountedSlots {
  #left: ReadonlySet<number> = new Set()
  #open: readonly number[] = []

  /** @param myself the node's own line; undefined: it was not observed, so nothing is counted */
  next(myself: NodeLine | undefined): readonly number[] {
    if (myself === undefined) return []
    const open = myself.open.map(({ slot }) => slot)
    const closed = [...this.#open, ...this.#left].filter((slot) => !open.includes(slot))
    this.#left = new Set(closed.filter((slot) => !isAmong(myself.runs, slot)))
    this.#open = open
    return [...open, ...this.#left].slice(0, most)
  }

  /** Of a slot that is closed and empty there is nothing more to be known. */
  told(keys: Readonly<Record<string, number>>): void {
    this.#left = new Set([...this.#left].filter((slot) => keys[String(slot)] !== 0))
  }
}
