import type { ChannelModel, Options, SocketOptions } from 'amqplib'
import { addressOf } from '../../../base/address.ts'
import { secureContext } from '../../../base/tls.ts'
import type { AmqpAddress } from './address.ts'
import { amqpError } from './errors.ts'

const connectLimitMs = 5_000
const heartbeatS = 10

/** What a client of an experiment is started with. */
export interface ClientOptions {
  readonly address: AmqpAddress
  readonly vhost: string
  /** Shown by the management as the connection's name. */
  readonly name: string
}

/** A named connection. @throws OrreryError as the broker answers */
export async function openAmqp({ address, vhost, name }: ClientOptions): Promise<ChannelModel> {
  // loaded by who uses it: observing never does
  const { connect } = await import('amqplib')
  const { host, port, username, password, tls } = address
  try {
    const secure = tls === null ? {} : await secureContext(tls)
    const where: Options.Connect = {
      ...{ protocol: tls === null ? 'amqp' : 'amqps', hostname: host, port, username, password, vhost },
      heartbeat: heartbeatS,
    }
    const socket: SocketOptions = {
      ...secure,
      timeout: connectLimitMs,
      clientProperties: { connection_name: name },
    }
    const connection = await connect(where, socket)
    // an error is followed by a close, and what waits on a channel fails by itself
    connection.on('error', () => {})
    return connection
  } catch (thrown) {
    throw amqpError(thrown, addressOf(host, port))
  }
}
