import { OrreryError } from '../../../shared/base/errors.ts'
import type { Dialer } from '../base/dialer.ts'
import {
  apiVersionsApi,
  type BrokerVersions,
  decodeApiVersions,
  encodeApiVersions,
} from './ask/api-versions.ts'
import { saslAuthenticate, saslHandshake } from './ask/sasl.ts'
import type { Reply } from './wire/connection.ts'
import { KafkaConnection } from './wire/connection.ts'
import type { Credentials, Mechanism } from './wire/sasl.ts'

/** Who we are, for every broker of the target. */
export interface Auth extends Credentials {
  readonly mechanism: Mechanism
}

/** How every broker of a target is reached, those included that its brokers name. */
export interface Way {
  readonly dialer: Dialer
  /** Undefined: nobody asks for a user and a password. */
  readonly auth: Auth | undefined
  /** Whom its grants are for: the user, or the name in our certificate; null: nobody that we know of. */
  readonly user: string | null
}

/** A connection that has said what it can be asked, and knows who we are. */
export interface OpenBroker {
  readonly connection: KafkaConnection
  readonly versions: BrokerVersions
  /** The ApiVersions reply as it came, for the record. */
  readonly versionsReply: Uint8Array
  /** How long the broker lets it live, ms; 0: for ever. */
  readonly lifetimeMs: number
}

export interface OpenLimits {
  readonly connectMs: number
  /** For TLS, and for each request of the handshake. */
  readonly answerMs: number
}

/** @throws OrreryError `name`, `refused`, `timeout`, `protocol`, `tls`, `auth`, `unsupported` */
export async function openBroker(
  endpoint: string,
  { dialer, auth }: Pick<Way, 'dialer' | 'auth'>,
  limits: OpenLimits,
  signal: AbortSignal,
): Promise<OpenBroker> {
  using held = new DisposableStack()
  const { connectMs, answerMs } = limits
  const opening = KafkaConnection.open(endpoint, dialer, connectMs, signal, answerMs)
  const connection = held.use(await opening)
  const reply = await askVersions(connection, answerMs, signal)
  const versionsReply = Uint8Array.from(reply.body.bytes.subarray(reply.body.at))
  const versions = decodeApiVersions(reply.body)
  const lifetimeMs = auth === undefined ? 0 : await authenticate(connection, auth, answerMs, signal)
  held.move()
  return { connection, versions, versionsReply, lifetimeMs }
}

export function askVersions(
  connection: KafkaConnection,
  limitMs: number,
  signal: AbortSignal,
): Promise<Reply> {
  return connection.ask(apiVersionsApi, 3, encodeApiVersions(), limitMs, signal)
}

async function authenticate(
  connection: KafkaConnection,
  auth: Auth,
  limitMs: number,
  signal: AbortSignal,
): Promise<number> {
  const handshake = await saslHandshake(connection, auth.mechanism, limitMs, signal)
  if (handshake.is === 'not-needed') return 0
  if (handshake.is === 'other-mechanisms')
    throw wrongMechanism(connection.endpoint, auth.mechanism, handshake.enabled)
  return await saslAuthenticate(connection, auth.mechanism, auth, limitMs, signal)
}

export function wrongMechanism(endpoint: string, mechanism: string, enabled: readonly string[]): OrreryError {
  const offered = enabled.join(', ') || 'none that it names'
  return new OrreryError('auth', `${endpoint} doesn’t take ${mechanism}; it takes ${offered}`, {
    fix: `Set the target’s mechanism to one of these: ${offered.toLowerCase()}.`,
    details: { endpoint, mechanism, enabled: offered },
  })
}
