import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { tlsError } from './tls-error.ts'

const nameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'])
const routeCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL'])
const cutCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** What Node says of a socket, as a code and a sentence about the address; undefined: it is about something else. */
export function socketError(thrown: unknown, address: string): OrreryError | undefined {
  if (thrown instanceof OrreryError || !(thrown instanceof Error)) return undefined
  const code = 'code' in thrown ? String(thrown.code) : ''
  const details = { address }
  const make = (as: 'refused' | 'name' | 'timeout', says: string, fix?: string) =>
    new OrreryError(as, says, { ...(fix === undefined ? {} : { fix }), details, cause: thrown })

  const secure = tlsError(thrown, address)
  if (secure !== undefined) return secure
  if (code === 'ECONNREFUSED')
    return make('refused', `Nothing listens on ${address}`, 'Start the server, or correct the port')
  if (nameCodes.has(code))
    return make(
      'name',
      `The name in ${address} doesn’t resolve`,
      'Correct the name, or see that this machine’s resolver knows it',
    )
  if (routeCodes.has(code)) return unreachable(thrown, address)
  if (cutCodes.has(code)) return make('refused', `${address} cut the connection`)
  if (code === 'ETIMEDOUT' || thrown.message.includes('ETIMEDOUT'))
    return make('timeout', `${address} took no connection in time`)
  return undefined
}

/** `unreachable`: not that it is down, but that from here nothing can be said. */
function unreachable(cause: Error, address: string): OrreryError {
  return new OrreryError('refused', `No route from here to ${address}`, {
    details: { address, unreachable: 1 },
    cause,
  })
}

/** As `socketError`; what is about something else is a bug, or was told already. */
export function networkError(thrown: unknown, address: string): OrreryError {
  return socketError(thrown, address) ?? asOrreryError(thrown)
}
