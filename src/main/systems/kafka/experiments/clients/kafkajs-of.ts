import { connect } from 'node:net'
import { type ISocketFactory, Kafka, logLevel, type SASLOptions } from 'kafkajs'
import { joinEndpoint } from '../../pool.ts'
import { splitEndpoint } from '../../wire/connection.ts'
import type { Access } from '../broker-set.ts'

/** A line of kafkajs's own log, with its fields. */
export type OnLine = (message: string, fields: Readonly<Record<string, unknown>>) => void

/** Sockets to one `host:port` are opened to another. `from` left out: those to any broker. */
export interface Redirect {
  readonly from?: string
  readonly to: string
}

export interface KafkajsOptions {
  /** Longer than any answer may take, ms. */
  readonly requestMs?: number
  readonly onLine?: OnLine
  readonly redirect?: Redirect
}

/** kafkajs as it comes, silent: what it would print is told by the actor. */
export function kafkajsOf(
  { endpoints, auth }: Access,
  clientId: string,
  { requestMs = 30_000, onLine, redirect }: KafkajsOptions = {},
): Kafka {
  return new Kafka({
    clientId: `orrery.x.${clientId}`,
    brokers: [...endpoints],
    logLevel: onLine === undefined ? logLevel.NOTHING : logLevel.DEBUG,
    ...(onLine === undefined ? {} : { logCreator: () => (entry) => onLine(entry.log.message, entry.log) }),
    connectionTimeout: 3_000,
    requestTimeout: requestMs,
    ...(redirect === undefined ? {} : { socketFactory: redirected(redirect) }),
    ...(auth === undefined ? {} : { sasl: saslOf(auth) }),
  })
}

/** Brokers tell their own addresses: a client goes on to those, unless the socket is opened elsewhere. */
function redirected({ from, to }: Redirect): ISocketFactory {
  return ({ host, port, onConnect }) => {
    const isMeant = from === undefined || joinEndpoint(host, port) === from
    const wanted = isMeant ? splitEndpoint(to) : { host, port }
    return connect({ ...wanted, noDelay: true }, onConnect)
  }
}

function saslOf({ mechanism, username, password }: NonNullable<Access['auth']>): SASLOptions {
  if (mechanism === 'PLAIN') return { mechanism: 'plain', username, password }
  return mechanism === 'SCRAM-SHA-256'
    ? { mechanism: 'scram-sha-256', username, password }
    : { mechanism: 'scram-sha-512', username, password }
}
