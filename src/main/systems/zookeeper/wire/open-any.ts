import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Connection } from '../../system.ts'
import type { Meter } from '../../base/meter.ts'
import { faultError } from './codes.ts'
import { WireConnection, type WireOptions } from './connection.ts'
import type { Granted } from './handshake.ts'

/** A member that accepts but doesn't greet costs this, then the next is tried. */
const greetLimitMs = 2000

export interface OpenOptions extends Pick<
  WireOptions,
  'dialer' | 'onWatch' | 'onClose' | 'sessionTimeoutMs'
> {
  /** In the order to be tried. */
  readonly endpoints: readonly string[]
  readonly former: Granted | undefined
  readonly credentials: Connection['credentials']
  meterOf(endpoint: string): Meter
}

export interface Opened {
  readonly connection: WireConnection
  readonly endpoint: string
}

/**
 * A session with the first member that grants one. A former session is taken up again if it still lives.
 * @throws OrreryError of the last member tried; `auth` at once
 */
export async function openAny(options: OpenOptions, signal: AbortSignal): Promise<Opened> {
  let failure: unknown = new OrreryError('invalid', 'The target has no endpoints')
  for (const endpoint of options.endpoints) {
    try {
      const connection = await open(options, endpoint, signal)
      await authenticate(connection, options.credentials)
      return { connection, endpoint }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof OrreryError && error.code === 'auth') throw error
      failure = error
    }
  }
  throw failure
}

async function open(options: OpenOptions, endpoint: string, signal: AbortSignal): Promise<WireConnection> {
  const at = (former: Granted | undefined) =>
    WireConnection.open(
      { ...options, endpoint, former, meter: options.meterOf(endpoint) },
      greetLimitMs,
      signal,
    )
  if (options.former === undefined) return at(undefined)
  return at(options.former).catch((error: unknown) => {
    const expired = error instanceof OrreryError && error.code === 'not-found'
    if (!expired) throw error
    return at(undefined)
  })
}

async function authenticate(
  connection: WireConnection,
  credentials: Connection['credentials'],
): Promise<void> {
  if (credentials === undefined) return
  const { username, password } = credentials
  const refusal = await connection.authenticate('digest', Buffer.from(`${username}:${password}`))
  if (refusal === 0) return
  const error = faultError(refusal, 'the credentials')
  connection.drop(error)
  throw error
}
