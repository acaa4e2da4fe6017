import type { Channel, GetMessage } from 'amqplib'
import type { Json } from '../../../../../shared/base/json.ts'
import type { ActorModule } from '../../../experiment.ts'
import { amqpError } from '../amqp/errors.ts'
import { type ClientOptions, openAmqp } from '../amqp/open.ts'
import { crashWhenLost } from './lost.ts'
import { numberOf } from './numbered.ts'

export interface QueueToMake {
  readonly name: string
  readonly arguments: Readonly<Record<string, string | number | boolean>>
}

export interface ExchangeToMake {
  readonly name: string
  /** Goes with its last binding. */
  readonly autoDelete: boolean
}

export interface BindingToMake {
  readonly queue: string
  readonly exchange: string
}

/** A message as it lay in a queue. */
export interface Collected {
  readonly number: number
  /** Of the newest `x-death`; null: it died nowhere. */
  readonly reason: string | null
}

/** Makes queues and exchanges, counts and collects. It takes no part. */
export const hand: ActorModule = async (given) => {
  const options = given as unknown as ClientOptions
  const connection = await openAmqp(options)
  crashWhenLost(connection, options.address)
  const address = `${options.address.host}:${options.address.port}`
  // a refused command closes its channel, and must not close that of the next
  const on = async <T>(work: (channel: Channel) => Promise<T>): Promise<T> => {
    const channel = await connection.createChannel()
    channel.on('error', () => {})
    try {
      const result = await work(channel)
      await channel.close()
      return result
    } catch (thrown) {
      throw amqpError(thrown, address)
    }
  }
  return {
    commands: {
      /** Fanout: what is bound gets everything. */
      makeExchange: (arg: Json) => {
        const { name, autoDelete } = arg as unknown as ExchangeToMake
        return on(async (channel) => (await channel.assertExchange(name, 'fanout', { autoDelete })).exchange)
      },
      makeQueue: (arg: Json) => {
        const queue = arg as unknown as QueueToMake
        return on(async (channel) => {
          await channel.assertQueue(queue.name, { arguments: queue.arguments })
          return null
        })
      },
      bind: (arg: Json) => {
        const { queue, exchange } = arg as unknown as BindingToMake
        return on(async (channel) => {
          await channel.bindQueue(queue, exchange, '')
          return null
        })
      },
      /** @returns messages ready, by the broker's own count of this instant */
      count: (queue: Json) => on(async (channel) => (await channel.checkQueue(String(queue))).messageCount),
      /** Takes all that is in a queue out of it. @returns them, `Collected` */
      collect: (queue: Json) => on((channel) => collected(channel, String(queue))),
    },
    [Symbol.asyncDispose]: () => connection.close(),
  }
}

async function collected(channel: Channel, queue: string): Promise<Json> {
  const all: { number: number; reason: string | null }[] = []
  for (;;) {
    const message = await channel.get(queue)
    if (message === false) return all
    channel.ack(message)
    all.push({ number: numberOf(message), reason: reasonOf(message) })
  }
}

/** The header `x-death` lists the queues in which a message died, the newest first. */
function reasonOf({ properties: { headers } }: GetMessage): string | null {
  const deaths = headers?.['x-death'] as readonly { readonly reason?: string }[] | undefined
  return deaths?.[0]?.reason ?? null
}
