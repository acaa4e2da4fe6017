import type { Told } from '../../../experiment.ts'
import { type ClientListener, type ClientOptions, ZnodeClient } from './znode-client.ts'

export type SessionOptions = ClientOptions

/** Epoch ms with a fraction, the same on all threads: what happens within one millisecond has an order here. */
export const instant = (): number => Math.round((performance.timeOrigin + performance.now()) * 100) / 100

/** Opens an actor's session and tells it; a line that is lost is told, too. @throws OrreryError */
export async function tellSession(
  options: SessionOptions,
  listener: ClientListener,
  tell: (told: Told) => void,
): Promise<ZnodeClient> {
  const lost = (message: string) =>
    tell({
      what: 'lost',
      says: `The line to the ensemble is gone: ${message}`,
      tone: 'bad',
      data: { at: instant() },
    })
  const client = await ZnodeClient.open(
    options,
    { ...listener, onLost: (error) => lost(error.message) },
    new AbortController().signal,
  )
  const { sessionId, timeoutMs, endpoint } = client
  tell({
    what: 'session',
    says: `Session ${sessionId} on ${endpoint}, timeout ${timeoutMs} ms`,
    data: { at: instant(), session: sessionId, timeoutMs, endpoint },
  })
  return client
}
