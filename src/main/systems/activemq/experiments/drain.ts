import { setTimeout as sleep } from 'node:timers/promises'
import type { StompAccess } from './stomp-access.ts'

/** After so long without a message there is none. */
const quietMs = 500

/** Takes what is in a queue, and throws it away. */
export async function drain(access: StompAccess, queue: string, signal: AbortSignal): Promise<void> {
  // STOMP is loaded by those who experiment, not by who observes
  const { StompClient } = await import('./clients/stomp-client.ts')
  await using client = await StompClient.open(access)
  let heard = 0
  client.subscribe({ queue, ack: 'auto', prefetch: 1000 }, () => void heard++)
  for (let before = -1; before !== heard;) {
    before = heard
    await sleep(quietMs, undefined, { signal })
  }
}
