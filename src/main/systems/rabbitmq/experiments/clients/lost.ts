import type { ChannelModel } from 'amqplib'
import { addressOf } from '../../../base/address.ts'
import type { AmqpAddress } from '../amqp/address.ts'
import { amqpError } from '../amqp/errors.ts'

/** Ends the client's thread when its connection ends by itself: a run must not wait for who is gone. */
export function crashWhenLost(connection: ChannelModel, { host, port }: AmqpAddress): void {
  connection.on('close', (error?: Error) => {
    if (error === undefined) return
    // not in the library's own turn, which would catch it
    setImmediate(() => {
      throw amqpError(error, addressOf(host, port))
    })
  })
}
