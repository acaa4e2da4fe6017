import { valueColumn } from '../base/columns.ts'
import type { EntitySet, ValueColumn } from '../sample.ts'
import type { ClusterAsk, RawReplies } from './raw.ts'

/** What wasn't asked in this sample, because it is dear, goes on as it was read last, at most so long. */
const longestMs = 150_000

/** Columns of one kind of thing, as they were last read. */
export class KeptColumns {
  #columns: readonly ValueColumn[] = []
  #at = -Infinity

  /** When they were read, epoch ms; undefined: never, or too long ago. */
  readAt(now: number): number | undefined {
    return now - this.#at <= longestMs && this.#columns.length > 0 ? this.#at : undefined
  }

  take(
    now: number,
    entities: EntitySet,
    metrics: Readonly<Record<string, (path: string) => number | undefined>>,
  ): readonly ValueColumn[] {
    this.#at = now
    this.#columns = Object.entries(metrics).map(([metric, of]) => valueColumn(metric, entities, of))
    return this.#columns
  }

  /** A column is never written again, so the very same may be handed over twice. */
  again(now: number): readonly ValueColumn[] {
    return this.readAt(now) === undefined ? [] : this.#columns
  }

  forget(): void {
    this.#columns = []
  }
}

/** What was read last may still hold: it is not due yet, or is on its way. */
export function mayHold({ isStalled, failures }: RawReplies, asks: readonly ClusterAsk[]): boolean {
  return !isStalled && asks.every((ask) => (failures[ask]?.code ?? 'timeout') === 'timeout')
}
