import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Api } from '../wire/api.ts'
import { Writer } from '../wire/bytes.ts'
import type { KafkaConnection } from '../wire/connection.ts'
import { errorName, ILLEGAL_SASL_STATE, NONE, UNSUPPORTED_SASL_MECHANISM } from '../wire/errors.ts'
import { type Credentials, type Mechanism, plain, scram } from '../wire/sasl.ts'

/**
 * SaslHandshake v1 names the mechanism, SaslAuthenticate v2 carries its tokens.
 *
 *     SaslHandshake     request mechanism string · response error i16, mechanisms [string]
 *     SaslAuthenticate  request token compact bytes, tags
 *                       response error i16, message compact?, token compact bytes, session_lifetime_ms i64, tags
 */
const handshakeApi: Api = { key: 17, name: 'SaslHandshake', min: 1, max: 1, flexibleFrom: 99 }
const authenticateApi: Api = { key: 36, name: 'SaslAuthenticate', min: 2, max: 2, flexibleFrom: 2 }

/** What a listener answers to a handshake. */
export type Handshake =
  | { readonly is: 'accepted' }
  /** A PLAINTEXT listener: it asks nobody who they are. */
  | { readonly is: 'not-needed' }
  | { readonly is: 'other-mechanisms'; readonly enabled: readonly string[] }

export async function saslHandshake(
  connection: KafkaConnection,
  mechanism: string,
  limitMs: number,
  signal: AbortSignal,
): Promise<Handshake> {
  const request = new Writer().string(mechanism).done()
  const { body } = await connection.ask(handshakeApi, 1, request, limitMs, signal)
  const error = body.int16()
  if (error === NONE) return { is: 'accepted' }
  if (error === ILLEGAL_SASL_STATE) return { is: 'not-needed' }
  const enabled = body.array((reader) => reader.string() ?? '')
  if (error === UNSUPPORTED_SASL_MECHANISM) return { is: 'other-mechanisms', enabled }
  throw new OrreryError('auth', `${connection.endpoint} refuses the SASL handshake (${errorName(error)})`)
}

/**
 * Proves who we are, after an accepted handshake.
 * @returns how long the broker lets this connection live, ms; 0: for ever
 * @throws OrreryError `auth` with the broker's own words
 */
export async function saslAuthenticate(
  connection: KafkaConnection,
  mechanism: Mechanism,
  credentials: Credentials,
  limitMs: number,
  signal: AbortSignal,
): Promise<number> {
  let lifetimeMs = 0
  const exchange = async (token: Uint8Array) => {
    const request = new Writer().compactBytes(token).noTags().done()
    const { body } = await connection.ask(authenticateApi, 2, request, limitMs, signal)
    const error = body.int16()
    const message = body.compactString()
    if (error !== NONE) throw refused(connection.endpoint, mechanism, message ?? errorName(error))
    const answer = body.compactBytes()
    lifetimeMs = body.int64()
    return answer
  }
  if (mechanism === 'PLAIN') await plain(credentials, exchange)
  else await scram(mechanism === 'SCRAM-SHA-256' ? 'sha256' : 'sha512', credentials, exchange)
  return lifetimeMs
}

function refused(endpoint: string, mechanism: Mechanism, said: string): OrreryError {
  return new OrreryError('auth', `${endpoint} refuses the user name or password: ${said}`, {
    fix:
      mechanism === 'PLAIN'
        ? 'Check both against the users in the listener’s sasl.jaas.config.'
        : `Check both. The user needs ${mechanism} credentials: kafka-configs --describe --entity-type users --entity-name …`,
    details: { endpoint, mechanism },
  })
}
