import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { record } from '../../../base/reading.ts'
import type { ActorModule } from '../../../experiment.ts'
import type { StompAccess } from '../stomp-access.ts'
import { StompClient } from './stomp-client.ts'

export interface ClerkOptions {
  readonly access: StompAccess
  readonly clientId: string
}

/** The last message of a queue that is read to its end. */
const END = 'end'

/** Fills queues with numbered messages, and in the end takes out what is in one. */
export const clerk: ActorModule = async (given, tell) => {
  const { access, clientId } = given as unknown as ClerkOptions
  const client = await StompClient.open(access, clientId)
  return {
    commands: {
      /** 0 to count − 1, persistent; resolves with the broker’s last receipt. */
      send: async (arg: Json) => {
        const { queue, count } = record(arg)
        if (typeof queue !== 'string' || typeof count !== 'number')
          throw new OrreryError('invalid', 'How many, and where to?')
        const numbers = Array.from({ length: count }, (_, number) => client.send(queue, String(number)))
        await Promise.all(numbers)
        tell({ what: 'sent', says: `sent 0 to ${count - 1} to ${queue}`, data: { count } })
        return null
      },
      /** Resolves with all numbers that are in a queue. It ends at a message of its own. */
      takeAll: async (queue: Json) => {
        if (typeof queue !== 'string') throw new OrreryError('invalid', 'Out of which queue?')
        await client.send(queue, END)
        const { promise, resolve } = Promise.withResolvers<readonly number[]>()
        const numbers: number[] = []
        client.subscribe({ queue, ack: 'auto', prefetch: 1000 }, ({ body }) => {
          if (body === END) resolve(numbers)
          else numbers.push(Number(body))
        })
        const all = await promise
        tell({ what: 'found', says: `${all.length} messages are in ${queue}`, data: { numbers: all } })
        return null
      },
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  }
}
