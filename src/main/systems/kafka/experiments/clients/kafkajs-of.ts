import { connect as connectPlain } from 'node:net'
import { checkServerIdentity, connect as connectSecure, type ConnectionOptions } from 'node:tls'
import { type ISocketFactory, Kafka, logLevel, type SASLOptions } from 'kafkajs'
import { serverName } from '../../../base/dialer.ts'
import { secureContext } from '../../../base/tls.ts'
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

/** kafkajs as it comes, silent: what it would print is told by the actor. @throws OrreryError `invalid`: files of TLS */
export async function kafkajsOf(
  { endpoints, auth, tls }: Access,
  clientId: string,
  { requestMs = 30_000, onLine, redirect }: KafkajsOptions = {},
): Promise<Kafka> {
  const ssl = tls === undefined ? undefined : await secureContext(tls)
  return new Kafka({
    clientId: `orrery.x.${clientId}`,
    brokers: [...endpoints],
    logLevel: onLine === undefined ? logLevel.NOTHING : logLevel.DEBUG,
    ...(onLine === undefined ? {} : { logCreator: () => (entry) => onLine(entry.log.message, entry.log) }),
    connectionTimeout: 3_000,
    requestTimeout: requestMs,
    ...(redirect === undefined ? {} : { socketFactory: redirected(redirect) }),
    ...(ssl === undefined ? {} : { ssl }),
    ...(auth === undefined ? {} : { sasl: saslOf(auth) }),
  })
}

/**
 * Brokers tell their own addresses: a client goes on to those, unless the socket is opened elsewhere. Over TLS it still
 * is the broker who has to show its certificate.
 */
function redirected({ from, to }: Redirect): ISocketFactory {
  return ({ host, port, ssl, onConnect }) => {
    const isMeant = from === undefined || joinEndpoint(host, port) === from
    const wanted = isMeant ? splitEndpoint(to) : { host, port }
    if (!isSecure(ssl)) return connectPlain({ ...wanted, noDelay: true }, onConnect)
    const isTheBroker: typeof checkServerIdentity = (_name, certificate) =>
      checkServerIdentity(host, certificate)
    return connectSecure(
      { ...wanted, ...serverName(host), ...ssl, checkServerIdentity: isTheBroker },
      onConnect,
    )
  }
}

/** kafkajs gives null where it was given none, whatever its types say. */
function isSecure(ssl: ConnectionOptions | null): ssl is ConnectionOptions {
  return ssl !== null
}

function saslOf({ mechanism, username, password }: NonNullable<Access['auth']>): SASLOptions {
  if (mechanism === 'PLAIN') return { mechanism: 'plain', username, password }
  return mechanism === 'SCRAM-SHA-256'
    ? { mechanism: 'scram-sha-256', username, password }
    : { mechanism: 'scram-sha-512', username, password }
}
