import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { parseAddress } from '../../../base/address.ts'
import type { TlsOptions } from '../../../base/tls.ts'
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

/**
 * The target's option `amqp` (`h:5672`, `amqp://h:5672`, `amqps://h:5671`), else the listener of the node that answers.
 * A target with TLS is never spoken to without, unless its option says so.
 * @throws OrreryError `unsupported` where no such listener is to be reached
 */
export async function amqpAddress(
  connection: Connection,
  management: Management,
  signal: AbortSignal,
): Promise<AmqpAddress> {
  const { username, password } = connection.credentials ?? { username: 'guest', password: 'guest' }
  const { tls } = parseOptions(connection.options)
  const given = connection.options['amqp'] ?? ''
  if (given === '') {
    const overview = await management.get('overview', signal)
    return {
      ...listenerOf(overview, management.address, tls !== undefined),
      username,
      password,
      tls: tls ?? null,
    }
  }
  const [, scheme, rest = ''] = /^(?:(amqps?):\/\/)?([^/]*)\/?$/.exec(given) ?? []
  const isSecure = scheme === undefined ? tls !== undefined : scheme === 'amqps'
  const usual: TlsOptions = {
    rejectUnauthorized: true,
    caFile: undefined,
    certFile: undefined,
    keyFile: undefined,
  }
  const where = parseAddress(rest, isSecure ? tlsPort : plainPort)
  return { ...where, username, password, tls: isSecure ? (tls ?? usual) : null }
}

function listenerOf(
  overview: Json,
  spoken: string,
  isSecure: boolean,
): { readonly host: string; readonly port: number } {
  const protocol = isSecure ? 'amqp/ssl' : 'amqp'
  const all = listenersIn(overview, spoken).filter((listener) => listener.protocol === protocol)
  const self = textIn(fieldsIn(overview), 'node')
  const { address } =
    all.find(({ node, address: at }) => node === self && at !== undefined) ??
    all.find(({ address: at }) => at !== undefined) ??
    {}
  if (address !== undefined) return parseAddress(address)
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
