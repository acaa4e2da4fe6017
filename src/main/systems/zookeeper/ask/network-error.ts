import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'

const nameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'])
const routeCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL'])

/** What Node says of a socket, as a code and a sentence about the endpoint. */
export function networkError(thrown: unknown, endpoint: string): OrreryError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const details = { endpoint }
  if (code === 'ECONNREFUSED')
    return new OrreryError('refused', `Nothing listens on ${endpoint}`, {
      fix: 'Start the server, or correct the port',
      details,
      cause: thrown,
    })
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return new OrreryError('refused', `${endpoint} cut the connection`, { details, cause: thrown })
  if (nameCodes.has(code))
    return new OrreryError('name', `The name in ${endpoint} doesn’t resolve`, {
      fix: 'Correct the name, or see that this machine’s resolver knows it',
      details,
      cause: thrown,
    })
  if (routeCodes.has(code))
    return new OrreryError('refused', `No route from here to ${endpoint}`, {
      details: { ...details, unreachable: 1 },
      cause: thrown,
    })
  return asOrreryError(thrown)
}
