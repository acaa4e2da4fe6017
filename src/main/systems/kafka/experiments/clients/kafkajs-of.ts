import { Kafka, logLevel, type SASLOptions } from 'kafkajs'
import type { Access } from '../broker-set.ts'

/** A line of kafkajs's own log, with its fields. */
export type OnLine = (message: string, fields: Readonly<Record<string, unknown>>) => void

/** kafkajs as it comes, silent: what it would print is told by the actor. @param requestMs longer than any answer may take */
export function kafkajsOf(
  { endpoints, auth }: Access,
  clientId: string,
  requestMs = 30_000,
  onLine?: OnLine,
): Kafka {
  return new Kafka({
    clientId: `orrery.x.${clientId}`,
    brokers: [...endpoints],
    logLevel: onLine === undefined ? logLevel.NOTHING : logLevel.DEBUG,
    ...(onLine === undefined ? {} : { logCreator: () => (entry) => onLine(entry.log.message, entry.log) }),
    connectionTimeout: 3_000,
    requestTimeout: requestMs,
    ...(auth === undefined ? {} : { sasl: saslOf(auth) }),
  })
}

function saslOf({ mechanism, username, password }: NonNullable<Access['auth']>): SASLOptions {
  if (mechanism === 'PLAIN') return { mechanism: 'plain', username, password }
  return mechanism === 'SCRAM-SHA-256'
    ? { mechanism: 'scram-sha-256', username, password }
    : { mechanism: 'scram-sha-512', username, password }
}
