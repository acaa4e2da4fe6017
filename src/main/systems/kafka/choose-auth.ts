import type { ConnectStep } from '../../../shared/api/targets.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Dialer } from '../base/dialer.ts'
import { ownSubject } from '../base/tls.ts'
import type { Connection } from '../system.ts'
import { type Handshake, saslHandshake } from './ask/sasl.ts'
import { type Auth, askVersions, openBroker, wrongMechanism } from './open-broker.ts'
import { KafkaConnection } from './wire/connection.ts'
import type { Mechanism } from './wire/sasl.ts'

/** Those that never send the password come first; PLAIN in the clear is used only when the user asks for it. */
const negotiable: readonly Mechanism[] = ['SCRAM-SHA-512', 'SCRAM-SHA-256']
const all: readonly Mechanism[] = [...negotiable, 'PLAIN']

export interface Chosen {
  /** For all further connections; undefined: none is needed. */
  readonly auth: Auth | undefined
  /** As in `Way`. */
  readonly user: string | null
  readonly says: string
  readonly state: ConnectStep['state']
}

/** Finds out what the listener wants, and proves it once. @throws OrreryError `auth`, `invalid` */
export async function chooseAuth(
  { credentials, options }: Connection,
  endpoint: string,
  dialer: Dialer,
  limitMs: number,
  signal: AbortSignal,
): Promise<Chosen> {
  const wanted = mechanismOf(options['mechanism'])
  const shake = (mechanism: string) => handshakeOnce(endpoint, dialer, mechanism, limitMs, signal)
  if (credentials === undefined) {
    const answer = await shake('NONE')
    if (answer.is === 'not-needed') return await byCertificate(dialer, nobodyAsks)
    throw needsCredentials(endpoint, answer)
  }
  const answer = await shake(wanted ?? negotiable[0]!)
  if (answer.is === 'not-needed')
    return {
      ...(await byCertificate(dialer, nobodyAsks)),
      says: 'The listener asks nobody for a password: user and password were not sent',
      state: 'skipped',
    }
  // a password may go to whom a certificate vouches for
  const isSealed = dialer.tls?.rejectUnauthorized === true
  const mechanism =
    answer.is === 'accepted'
      ? (wanted ?? negotiable[0]!)
      : fallback(endpoint, wanted, answer.enabled, isSealed)
  const auth = { ...credentials, mechanism }
  const { connection } = await openBroker(
    endpoint,
    { dialer, auth },
    { connectMs: limitMs, answerMs: limitMs },
    signal,
  )
  connection[Symbol.dispose]()
  const says = `Known as ${credentials.username}, by ${mechanism}`
  return { auth, user: credentials.username, says, state: 'ok' }
}

/** Without a password the certificate is who we are, where a listener looks at it. */
async function byCertificate({ tls }: Dialer, otherwise: string): Promise<Chosen> {
  const user = (await ownSubject(tls)) ?? null
  const says =
    user === null ? otherwise : `Known by our certificate, as ${user}, where the listener asks for one`
  return { auth: undefined, user, says, state: 'ok' }
}

const nobodyAsks = 'The listener asks nobody who they are'

/** A connection that was refused a mechanism is closed by the broker: each try has its own. */
async function handshakeOnce(
  endpoint: string,
  dialer: Dialer,
  mechanism: string,
  limitMs: number,
  signal: AbortSignal,
): Promise<Handshake> {
  using connection = await KafkaConnection.open(endpoint, dialer, limitMs, signal)
  await askVersions(connection, limitMs, signal)
  return await saslHandshake(connection, mechanism, limitMs, signal)
}

function mechanismOf(option: string | undefined): Mechanism | undefined {
  if (option === undefined || option === '') return undefined
  const mechanism = all.find((known) => known === option.toUpperCase())
  if (mechanism !== undefined) return mechanism
  throw new OrreryError('invalid', `“${option}” is no mechanism that Orrery knows`, {
    fix: `Use one of ${all.join(', ').toLowerCase()}.`,
  })
}

function fallback(
  endpoint: string,
  wanted: Mechanism | undefined,
  enabled: readonly string[],
  isSealed: boolean,
): Mechanism {
  const known = isSealed ? all : negotiable
  const found = wanted === undefined ? known.find((mechanism) => enabled.includes(mechanism)) : undefined
  if (found !== undefined) return found
  if (wanted === undefined && enabled.includes('PLAIN'))
    throw new OrreryError(
      'auth',
      `${endpoint} takes passwords only as they are (PLAIN), which anybody on the way could read`,
      {
        fix: 'If that is what you want on this network, set the target’s mechanism to plain.',
        details: { endpoint },
      },
    )
  throw wrongMechanism(endpoint, wanted ?? negotiable.join(' or '), enabled)
}

function needsCredentials(endpoint: string, answer: Handshake): OrreryError {
  const enabled = answer.is === 'other-mechanisms' ? answer.enabled.join(', ') : ''
  return new OrreryError('auth', `${endpoint} asks for a user name and password (SASL)`, {
    fix: `Give the target a user name and password${enabled === '' ? '' : ` (the listener takes ${enabled})`}.`,
    details: { endpoint, enabled },
  })
}
