import type { Connection } from '../../system.ts'
import type { Keep } from './read-batches.ts'

/** What reading the tree may cost, as the user set it; 0 means no limit. */
export class TreeBudget implements Keep {
  readonly each: number
  readonly #znodes: number
  readonly #bytes: number
  #kept = 0
  #refused = false

  constructor(budget: Connection['budget'], dataBytes: number) {
    this.each = dataBytes
    this.#znodes = budget.znodes === 0 ? Infinity : budget.znodes
    this.#bytes = budget.bytes === 0 ? Infinity : budget.bytes
  }

  /** Some data found no room. */
  get bytesSpent(): boolean {
    return this.#refused
  }

  get znodes(): number {
    return this.#znodes
  }

  get bytes(): number {
    return this.#bytes
  }

  take(bytes: number): boolean {
    if (this.#kept + bytes > this.#bytes) {
      this.#refused = true
      return false
    }
    this.#kept += bytes
    return true
  }

  /** Data that are no longer kept. */
  give(bytes: number): void {
    this.#kept = Math.max(0, this.#kept - bytes)
  }

  /** The tree is read anew. */
  reset(): void {
    this.#kept = 0
    this.#refused = false
  }
}

/** Bytes behind a base64 text. */
export function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return (text.length / 4) * 3 - padding
}
