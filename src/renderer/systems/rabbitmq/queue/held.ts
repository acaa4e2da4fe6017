import type { QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'

/** A part of the unacknowledged messages, and who holds it. */
export interface HeldPart {
  readonly who: string
  readonly messages: number
  readonly is: 'consumer' | 'stuck' | 'shared' | 'others'
}

/**
 * Who holds the unacknowledged messages. What channels tell is of all queues that they take from; of a channel that
 * takes from several only an upper bound is known, and the rest is held by nobody that is listed: `basic.get`, or a
 * consumer that has come since.
 */
export function heldParts({ consumers, unacked }: QueueData): readonly HeldPart[] {
  // several consumers of one channel hold together what the channel holds
  const channels = Map.groupBy(consumers, ({ channel }) => channel)
  const parts = [...channels.values()].flatMap((group): readonly HeldPart[] => {
    const [first] = group
    const messages = first?.unacked ?? 0
    if (first === undefined || messages === 0) return []
    const is = group.some(({ isStuck }) => isStuck) ? 'stuck' : first.isShared ? 'shared' : 'consumer'
    return [{ who: first.client ?? first.connection ?? first.channel, messages, is }]
  })
  const sorted = parts.toSorted((a, b) => b.messages - a.messages)
  const known = sorted.reduce((sum, { messages }) => sum + messages, 0)
  const rest = (unacked ?? 0) - known
  return rest > 0 ? [...sorted, { who: 'not told', messages: rest, is: 'others' }] : sorted
}
