import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'

const nameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'])
const routeCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL'])
const cutCodes = new Set(['ECONNRESET', 'EPIPE'])

/** What the driver or the server says, as a code and a sentence about the address. */
export function redisError(thrown: unknown, address: string, ask: string): OrreryError {
  if (thrown instanceof OrreryError || !(thrown instanceof Error)) return asOrreryError(thrown)
  return replyError(thrown, address, ask) ?? socketError(thrown, address) ?? asOrreryError(thrown)
}

/** The driver’s parser, of a reply that begins as none of Redis does. */
const speaksElse = /^(Unknown RESP type|Protocol error)/

/** An error that the server answered, by its first word. */
function replyError(error: Error, address: string, ask: string): OrreryError | undefined {
  const { message } = error
  const details = { address, ask }
  const make = (code: 'auth' | 'forbidden' | 'unsupported' | 'timeout' | 'protocol', fix?: string) =>
    new OrreryError(code, `${address} answers ${ask}: ${message}`, {
      ...(fix === undefined ? {} : { fix }),
      ...{ details, cause: error },
    })
  if (error.name === 'ParserError' || speaksElse.test(message))
    return new OrreryError('protocol', `${address} doesn’t speak Redis: ${message}`, {
      fix: 'Correct the port: Redis listens on 6379 unless configured otherwise, Sentinel on 26379',
      ...{ details, cause: error },
    })
  if (message.startsWith('WRONGPASS') || message.includes('invalid password'))
    return make('auth', 'Correct the user and the password')
  if (message.startsWith('NOAUTH')) return make('auth', 'Give a user and a password')
  if (message.startsWith('NOPERM')) return make('forbidden', `ACL SETUSER <user> ${grantFor(ask)}`)
  if (message.startsWith('DENIED'))
    return make('auth', 'Protected mode: give the server a password, or bind it to an address')
  if (message.startsWith('BUSY ')) return make('timeout', 'A script runs and blocks it: SCRIPT KILL')
  if (error.name === 'ReplyError') return make('unsupported')
  return undefined
}

/** `SLOWLOG GET` → `+slowlog|get` */
function grantFor(ask: string): string {
  const [command = '', second] = ask.toLowerCase().split(' ')
  return second === undefined || command === 'info' ? `+${command}` : `+${command}|${second}`
}

/** Certificates that don't verify, and what answers no handshake. */
const tlsWords = /CERT|SELF_SIGNED|UNABLE_TO_|^EPROTO|ERR_SSL|ERR_TLS|wrong version number|before secure TLS/

/** The driver’s, of a connection that ended before or while it was used. */
const closedWords = /^(Connection is closed|Stream isn't writeable)/

function socketError(error: Error, address: string): OrreryError | undefined {
  const code = 'code' in error ? String(error.code) : ''
  const details = { address }
  if (tlsWords.test(code) || tlsWords.test(error.message))
    return new OrreryError('tls', `No secure channel to ${address}: ${error.message}`, {
      fix: 'Name the authority that signed its certificate with ca=…, correct the host name, or see whether that port speaks TLS at all',
      ...{ details, cause: error },
    })
  if (code === 'ECONNREFUSED')
    return new OrreryError('refused', `Nothing listens on ${address}`, {
      fix: 'Start the server, or correct the port',
      ...{ details, cause: error },
    })
  if (nameCodes.has(code))
    return new OrreryError('name', `The name in ${address} doesn’t resolve`, {
      fix: 'Correct the name, or see that this machine’s resolver knows it',
      ...{ details, cause: error },
    })
  if (routeCodes.has(code))
    return new OrreryError('refused', `No route from here to ${address}`, {
      details: { ...details, unreachable: 1 },
      cause: error,
    })
  if (cutCodes.has(code) || closedWords.test(error.message))
    return new OrreryError('refused', `${address} cut the connection`, { details, cause: error })
  if (error.message.includes('ETIMEDOUT') || code === 'ETIMEDOUT')
    return new OrreryError('timeout', `${address} took no connection in time`, { details, cause: error })
  return undefined
}
