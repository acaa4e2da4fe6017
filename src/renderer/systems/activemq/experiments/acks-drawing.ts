import type { RunEntry } from '../../../../shared/api/experiments.ts'
import {
  type AckPlan,
  type AcksSeen,
  type ConsumerSeen,
  foldAcks,
  type QueueSeen,
  timesIn,
} from '../../../../shared/systems/activemq-acks.ts'

export type Effect = 'waiting' | 'once' | 'twice' | 'lost'

/** One message through a run. */
export interface MessageCell {
  readonly number: number
  /** Index of the consumers that worked on it, in the order in which they did. */
  readonly by: readonly number[]
  /** The living consumer that it is handed to and that has not acknowledged it; undefined: nobody holds it. */
  readonly heldBy: number | undefined
  /** For the broker it is done. */
  readonly isAcknowledged: boolean
  /** It came to somebody with the flag. */
  readonly isRedelivered: boolean
  /** What was found in the end; waiting: not looked yet. */
  readonly effect: Effect
}

export interface AcksDrawing {
  readonly consumers: readonly { readonly name: string; readonly isDead: boolean }[]
  readonly cells: readonly MessageCell[]
  readonly queue: QueueSeen | undefined
}

/** The messages as they stood at an instant. */
export function acksDrawing(
  entries: readonly RunEntry[],
  { mode, messages }: AckPlan,
  until: number,
): AcksDrawing {
  const seen = foldAcks(entries.filter(({ at }) => at <= until))
  const { consumers, found, queue } = seen
  const times = found && timesIn(found, messages)
  const done = doneOf(seen, mode === 'auto')
  const redelivered = new Set(consumers.flatMap((consumer) => consumer.redelivered))
  const held = consumers.map(({ delivered }) => new Set(delivered))
  const worked = consumers.map((consumer) => new Set(consumer.worked))
  return {
    consumers: consumers.map(({ name, killedAt }) => ({ name, isDead: killedAt !== undefined })),
    cells: Array.from({ length: messages }, (_, number) => ({
      number,
      by: worked.flatMap((numbers, index) => (numbers.has(number) ? [index] : [])),
      heldBy: done.has(number) ? undefined : holderOf(held, consumers, number),
      isAcknowledged: done.has(number),
      isRedelivered: redelivered.has(number),
      effect: effectOf(times?.[number]),
    })),
    queue,
  }
}

/** With ack:auto a message is done when it is handed over. */
function doneOf({ consumers }: AcksSeen, isAuto: boolean): ReadonlySet<number> {
  return new Set(consumers.flatMap(({ delivered, acknowledged }) => (isAuto ? delivered : acknowledged)))
}

/** The last one that it was handed to; a dead one holds nothing. */
function holderOf(
  held: readonly ReadonlySet<number>[],
  consumers: readonly ConsumerSeen[],
  number: number,
): number | undefined {
  const index = held.findLastIndex((numbers) => numbers.has(number))
  return index < 0 || consumers[index]?.killedAt !== undefined ? undefined : index
}

function effectOf(times: number | undefined): Effect {
  if (times === undefined) return 'waiting'
  if (times === 0) return 'lost'
  return times === 1 ? 'once' : 'twice'
}
