import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { parseAddress } from '../../../base/address.ts'
import { parseTls, type TlsOptions } from '../../../base/tls.ts'
import type { Connection } from '../../../system.ts'
import { fieldsIn, textIn } from '../../ask/fields.ts'
import { listenersIn } from '../../discovery.ts'
import { parseOptions } from '../../options.ts'
import type { Management } from '../management.ts'

const plainPort = 5672
const tlsPort = 5671

/** Where and as whom clients of experiments connect. Holds a secret: never logged. */
export interface AmqpAddress {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  /** null: in plain words. */
  readonly tls: TlsOptions | null
}

interface Listening {
  readonly host: string
  readonly port: number
  readonly tls: TlsOptions | null
}

/**
 * The target's option `amqp` (`h:5672`, `amqp://h:5672`, `amqps://h:5671`), else the listener of the node that answers.
 * @throws OrreryError `invalid`, or `unsupported` where no such listener is to be reached
 */
export async function amqpAddress(
  connection: Connection,
  management: Management,
  signal: AbortSignal,
): Promise<AmqpAddress> {
  const { username, password } = connection.credentials ?? { username: 'guest', password: 'guest' }
  const { options } = connection
  const where =
    givenListener(options) ??
    toldListener(await management.get('overview', signal), management.address, options)
  return { ...where, username, password }
}

/** @returns undefined: the target doesn't say @throws OrreryError `invalid` */
export function givenListener(options: Connection['options']): Listening | undefined {
  const given = options['amqp'] ?? ''
  if (given === '') return undefined
  const { tls } = parseOptions(options)
  const [, scheme, rest = given] = /^(?:(amqps?):\/\/)?([^/]*)\/?$/.exec(given) ?? []
  const isSecure = scheme === undefined ? tls !== undefined : scheme === 'amqps'
  const where = parseAddress(rest, isSecure ? tlsPort : plainPort)
  // a management without TLS says nothing of authorities: those that ca=… names, else those that Node knows
  const secure = tls ?? parseTls({ ...options, tls: 'on' }) ?? null
  return { ...where, tls: isSecure ? secure : null }
}

/**
 * A target with TLS is never spoken to without.
 * @param overview answer of `GET /api/overview` @param spoken address of the management that gave it
 * @throws OrreryError `unsupported` where none is to be reached
 */
export function toldListener(overview: Json, spoken: string, options: Connection['options']): Listening {
  const { tls = null } = parseOptions(options)
  const protocol = tls === null ? 'amqp' : 'amqp/ssl'
  const all = listenersIn(overview, spoken).filter((listener) => listener.protocol === protocol)
  const self = textIn(fieldsIn(overview), 'node')
  const { address } =
    all.find(({ node, address: at }) => node === self && at !== undefined) ??
    all.find(({ address: at }) => at !== undefined) ??
    {}
  if (address !== undefined) return { ...parseAddress(address), tls }
  throw unreachable(fieldsIn(overview)['listeners'] === undefined, all.length > 0, protocol)
}

function unreachable(isUntold: boolean, isBound: boolean, protocol: string): OrreryError {
  const found = isUntold
    ? 'the broker tells only users with the tag monitoring where it listens'
    : isBound
      ? 'its listeners are bound where they can’t be reached from here'
      : `no node tells of a listener for ${protocol}`
  const give =
    'Give the address with the option amqp=host:port of the target (amqp://… or amqps://… where it differs from the management)'
  return new OrreryError('unsupported', `Clients need AMQP, and ${found}`, {
    fix: isUntold ? `${give}, or the user the tag monitoring` : give,
  })
}
