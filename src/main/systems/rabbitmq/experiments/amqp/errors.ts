import { OrreryError } from '../../../../../shared/base/errors.ts'
import { socketError } from '../../../base/socket-error.ts'

const byReply: Readonly<Record<number, OrreryError['code']>> = {
  403: 'forbidden',
  404: 'not-found',
  405: 'refused',
  406: 'invalid',
  530: 'forbidden',
}

/** What amqplib throws, with a code of ours; the broker's own words stay in the message. */
export function amqpError(thrown: unknown, address: string): OrreryError {
  if (thrown instanceof OrreryError) return thrown
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const known = socketError(error, address)
  if (known !== undefined) return known
  const reply = 'code' in error && typeof error.code === 'number' ? byReply[error.code] : undefined
  const details = { address }
  if (reply !== undefined) return new OrreryError(reply, error.message, { details, cause: error })
  if (error.message.includes('403') || error.message.includes('ACCESS-REFUSED'))
    return new OrreryError('auth', `${address} refuses the user or the password for AMQP`, {
      fix: 'Correct them; the user guest is let in from the broker’s own machine only',
      details,
      cause: error,
    })
  // the connection is closed where it should be opened: the only reason is the virtual host
  if (error.message.includes('ConnectionOpenOk'))
    return new OrreryError('forbidden', `${address} doesn’t let the user into this virtual host`, {
      details,
      cause: error,
    })
  if (error.message.includes('ETIMEDOUT') || error.message.includes('timed out'))
    return new OrreryError('timeout', `${address} took no AMQP connection in time`, { details, cause: error })
  return new OrreryError('protocol', `AMQP with ${address}: ${error.message}`, { details, cause: error })
}
