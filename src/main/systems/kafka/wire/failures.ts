import { OrreryError } from '../../../../shared/base/errors.ts'
import { speaksTlsOnly, tlsError } from '../../base/tls-error.ts'

/** How a person asks for TLS. */
export const byTls = 'kafkas://… or tls=on'

/** A socket's error as one of Orrery's, with what a person can do. */
export function socketError(endpoint: string, cause: unknown): OrreryError {
  const secure = tlsError(cause, endpoint)
  if (secure !== undefined) return secure
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new OrreryError('name', `The name in ${endpoint} doesn’t resolve on this machine`, {
      cause,
      fix: 'Check the spelling, DNS and /etc/hosts. Brokers hand out the names in advertised.listeners: those must resolve here too.',
      details: { endpoint },
    })
  if (code === 'ECONNREFUSED')
    return new OrreryError('refused', `Nothing listens at ${endpoint}`, {
      cause,
      fix: 'Check the port and that the broker runs.',
      details: { endpoint },
    })
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return new OrreryError('timeout', `${endpoint} can’t be reached (${code})`, {
      cause,
      fix: 'Check the route and the firewall between this machine and the broker.',
      details: { endpoint },
    })
  return new OrreryError('refused', `The connection to ${endpoint} broke (${code || String(cause)})`, {
    cause,
    details: { endpoint },
  })
}

/** The peer closed the line. */
export function cutOff(endpoint: string, receivedBytes: number): OrreryError {
  const silent = receivedBytes === 0
  return new OrreryError(
    'refused',
    silent ? `${endpoint} closed the connection without a word` : `${endpoint} closed the connection`,
    {
      fix: silent
        ? `A listener that wants TLS does this (then connect by ${byTls}), and so does a port that belongs to something other than Kafka.`
        : 'The broker stopped, or refused what was asked: see its log.',
      details: { endpoint, receivedBytes },
    },
  )
}

/** The first bytes make no reply of Kafka's: says what they look like. */
export function notKafka(endpoint: string, bytes: Uint8Array): OrreryError {
  // a TLS record: alert (21) or handshake (22), major version 3
  if ((bytes[0] === 21 || bytes[0] === 22) && bytes[1] === 3) return speaksTlsOnly(endpoint, byTls)
  const start = Buffer.from(bytes.subarray(0, 40)).toString('latin1')
  const said = start.replace(/[\r\n][^]*$/, '').replace(/[^\x20-\x7e]/g, '·')
  const http = start.startsWith('HTTP/')
  return new OrreryError('protocol', `${endpoint} isn’t Kafka: it answers “${said}”`, {
    fix: http
      ? 'That is a web server. Name the port in the broker’s listeners.'
      : 'Name the port in the broker’s listeners.',
    details: { endpoint, said },
  })
}
