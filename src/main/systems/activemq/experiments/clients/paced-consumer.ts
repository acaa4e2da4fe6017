import { setTimeout as pause } from 'node:timers/promises'
import type { ActorModule } from '../../../experiment.ts'
import type { StompAccess } from '../stomp-access.ts'
import { type Received, StompClient } from './stomp-client.ts'

export interface PacedConsumerOptions {
  readonly access: StompAccess
  readonly clientId: string
  readonly queue: string
  readonly prefetch: number
  /** What each message takes. */
  readonly workMs: number
}

/** Works on one message after the other, and acknowledges each when it is done. */
export const pacedConsumer: ActorModule = async (given, tell) => {
  const { access, clientId, queue, prefetch, workMs } = given as unknown as PacedConsumerOptions
  const client = await StompClient.open(access, clientId)
  const handed: Received[] = []
  let woken = Promise.withResolvers<void>()
  client.subscribe({ queue, ack: 'client-individual', prefetch }, (received) => {
    handed.push(received)
    woken.resolve()
  })
  tell({ what: 'subscribed', says: `SUBSCRIBE with activemq.prefetchSize ${prefetch}`, data: null })
  const work = async () => {
    for (;;) {
      const next = handed[0]
      if (next === undefined) {
        await woken.promise
        woken = Promise.withResolvers<void>()
        continue
      }
      await pause(workMs)
      await client.ack(next)
      handed.shift()
      tell({ what: 'worked', says: '', data: { number: Number(next.body), held: handed.length } })
    }
  }
  // it goes on until its connection ends, with the run or by a broker that is lost: the step that waits then says so
  work().catch(() => undefined)
  return { commands: {}, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() }
}
