import type { ConnectionOptions } from 'node:tls'
import { OrreryError } from '../../../../shared/base/errors.ts'
import { addressOf, parseAddress } from '../../base/address.ts'
import { secureContext } from '../../base/tls.ts'
import type { Connection } from '../../system.ts'
import { parseOptions } from '../options.ts'
import type { Broker } from './console.ts'

/** Where and how to reach a broker by STOMP: plain data, for actors. Holds secrets, is never logged. */
export interface StompAccess {
  readonly host: string
  readonly port: number
  /** Left out: plain TCP. */
  readonly tls?: ConnectionOptions
  readonly login?: { readonly username: string; readonly password: string }
}

/** A broker that an experiment takes place on, and the way to it. */
export interface StompBroker {
  readonly broker: Broker
  readonly access: StompAccess
  /** `127.0.0.1:61613`, as it is told. */
  readonly address: string
}

const stompUri = /^(?:stomp|auto)(?:\+nio)?(\+ssl)?:\/\/(?:\[[^\]]+\]|[^:/?]+)(?::(\d+))?/

/**
 * The first broker that has a STOMP connector: at the host of its Jolokia, since what a connector calls itself need not
 * be known here. `stomp=host:port` or `stomp=stomp+ssl://host:port` says it otherwise.
 * @throws OrreryError `unsupported` with the connector that is missing
 */
export async function stompOf(connection: Connection, brokers: readonly Broker[]): Promise<StompBroker> {
  const given = connection.options['stomp']?.trim() ?? ''
  const place = given === '' ? placeTold(brokers) : placeGiven(given, brokers)
  const { host, port, isSecure, broker } = place
  const { credentials } = connection
  return {
    broker,
    address: addressOf(host, port),
    access: {
      ...{ host, port },
      ...(isSecure ? { tls: await tlsOf(connection) } : {}),
      ...(credentials === undefined ? {} : { login: credentials }),
    },
  }
}

interface Place {
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  readonly broker: Broker
}

function placeTold(brokers: readonly Broker[]): Place {
  for (const broker of brokers) {
    for (const uri of Object.values(broker.connectors)) {
      const found = stompUri.exec(uri)
      if (found === null) continue
      const isSecure = found[1] !== undefined
      const { host } = parseAddress(broker.console.address)
      return { host, port: Number(found[2] ?? (isSecure ? 61_612 : 61_613)), isSecure, broker }
    }
  }
  const names = brokers.flatMap(({ name, connectors }) =>
    Object.keys(connectors).map((one) => `${name}: ${one}`),
  )
  throw new OrreryError('unsupported', `No STOMP connector is open (${names.join(', ') || 'none at all'})`, {
    fix: 'Add to <transportConnectors> of conf/activemq.xml: <transportConnector name="stomp" uri="stomp://127.0.0.1:61613"/> and restart the broker; or give the address of one with stomp=host:port',
  })
}

function placeGiven(given: string, brokers: readonly Broker[]): Place {
  const found = /^(?:stomp(\+ssl)?:\/\/)?(.+)$/.exec(given)
  const { host, port } = parseAddress(found?.[2] ?? given, 61_613)
  // the one that tells of that port, else the first: a connector may be reached through another port
  const owner = brokers.find(({ connectors }) =>
    Object.values(connectors).some((uri) => uri.includes(`:${port}`)),
  )
  const broker = owner ?? brokers[0]
  if (broker === undefined) throw new OrreryError('refused', 'No broker answers')
  return { host, port, isSecure: found?.[1] !== undefined, broker }
}

/** As for Jolokia; where that is plain, the authorities that Node knows. */
function tlsOf({ options }: Connection): Promise<ConnectionOptions> {
  const { tls } = parseOptions(options)
  return secureContext(
    tls ?? { rejectUnauthorized: true, caFile: undefined, certFile: undefined, keyFile: undefined },
  )
}
