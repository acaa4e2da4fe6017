import { once } from 'node:events'
import type { ConfirmChannel } from 'amqplib'
import type { Json } from '../../../../../shared/base/json.ts'
import type { ActorModule } from '../../../experiment.ts'
import { amqpError } from '../amqp/errors.ts'
import { type ClientOptions, openAmqp } from '../amqp/open.ts'
import { crashWhenLost } from './lost.ts'
import { contentOf } from './numbered.ts'

export interface PublisherOptions extends ClientOptions {
  readonly exchange: string
}

/**
 * Publishes numbered, persistent messages with confirms and `mandatory`: whatever the broker would tell a careful
 * publisher, it is told. Tells `published`, `returned` or `refused` for
 * each that was, and `blocked` when an alarm holds it up.
 */
export const publisher: ActorModule = async (given, tell) => {
  const options = given as unknown as PublisherOptions
  const connection = await openAmqp(options)
  crashWhenLost(connection, options.address)
  connection.on('blocked', (reason) =>
    tell({ what: 'blocked', says: `the broker takes nothing: ${reason}`, tone: 'warn', data: { reason } }),
  )
  const channel = await connection.createConfirmChannel()
  channel.on('error', () => {})
  channel.on('return', (message) => {
    const number = Number(message.content.toString())
    tell({ what: 'returned', says: `message ${number} came back: no queue`, tone: 'warn', data: { number } })
  })
  const closed = once(channel, 'close').then(() => {
    throw new Error('The channel was closed')
  })
  // it is closed at the end too, when nobody waits
  closed.catch(() => {})
  const address = `${options.address.host}:${options.address.port}`
  return {
    commands: {
      /** Resolves when the broker has answered for each. */
      publish: async (arg: Json) => {
        const { from, to } = arg as { readonly from: number; readonly to: number }
        try {
          const began = performance.now()
          const numbers = Array.from({ length: to - from }, (_, i) => from + i)
          const sent = numbers.map((number) => confirmed(channel, options.exchange, number))
          const answers = await Promise.race([Promise.all(sent), closed])
          const refused = numbers.filter((_, i) => answers[i] === false)
          const count = numbers.length - refused.length
          const ms = Math.round(performance.now() - began)
          tell({
            what: 'published',
            says: `messages ${from} to ${to - 1} published, ${count} confirmed`,
            data: { from, to, confirmed: count, ms },
          })
          for (const number of refused)
            tell({ what: 'refused', says: `message ${number} refused`, tone: 'warn', data: { number } })
          return null
        } catch (thrown) {
          throw amqpError(thrown, address)
        }
      },
    },
    [Symbol.asyncDispose]: () => connection.close(),
  }
}

/** @returns whether the broker took it */
function confirmed(channel: ConfirmChannel, exchange: string, number: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const options = { persistent: true, mandatory: true }
  channel.publish(exchange, '', contentOf(number), options, (error: unknown) => resolve(error === null))
  return promise
}
