import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import { networkError } from '../../base/socket-error.ts'

/** What the driver or the server says, as a code and a sentence about the address. */
export function redisError(thrown: unknown, address: string, ask: string): OrreryError {
  if (thrown instanceof OrreryError || !(thrown instanceof Error)) return asOrreryError(thrown)
  return replyError(thrown, address, ask) ?? closedError(thrown, address) ?? networkError(thrown, address)
}

/** The driver’s parser, of a reply that begins as none of Redis does. */
const speaksElse = /^(Unknown RESP type|Protocol error)/

/** Of a command that it doesn't know a server repeats the arguments. */
const argsAgain = /,? with args beginning with:.*$/s

const unknownFix =
  'An older version, or the command was renamed (rename-command in its configuration): give it its name back, or go without'

/** An error that the server answered, by its first word. */
function replyError(error: Error, address: string, ask: string): OrreryError | undefined {
  const { message } = error
  const details = { address, ask }
  const make = (code: 'auth' | 'forbidden' | 'unsupported' | 'timeout' | 'protocol', fix?: string) =>
    new OrreryError(code, `${address} answers ${ask}: ${message.replace(argsAgain, '')}`, {
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
  if (error.name === 'ReplyError')
    return make('unsupported', message.includes('unknown command') ? unknownFix : undefined)
  return undefined
}

/** `SLOWLOG GET` → `+slowlog|get` */
function grantFor(ask: string): string {
  const [command = '', second] = ask.toLowerCase().split(' ')
  return second === undefined || command === 'info' ? `+${command}` : `+${command}|${second}`
}

/** The driver’s, of a connection that ended before or while it was used. */
const closedWords = /^(Connection is closed|Stream isn't writeable)/

function closedError(error: Error, address: string): OrreryError | undefined {
  if (!closedWords.test(error.message)) return undefined
  return new OrreryError('refused', `${address} cut the connection`, { details: { address }, cause: error })
}
