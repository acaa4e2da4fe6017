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

/** Works on one message after the other, and acknowledges each when it is done, without waiting for the broker’s answer. */
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
  let isOver = false
  const work = async () => {
    while (!isOver) {
      const next = handed[0]
      if (next === undefined) {
        await woken.promise
        woken = Promise.withResolvers<void>()
        continue
      }
      await pause(workMs)
      // a line that is lost is told by the step that waits
      client.ack(next).catch(() => undefined)
      handed.shift()
      tell({ what: 'worked', says: '', data: { number: Number(next.body), held: handed.length } })
    }
  }
  void work()
  return {
    commands: {},
    [Symbol.asyncDispose]: () => {
      isOver = true
      return client[Symbol.asyncDispose]()
    },
  }
}
