import { OrreryError } from './errors.ts'

/** A connection string, taken apart. Nothing is looked up: what a scheme or an option means is the system's. */
export interface ConnectionString {
  readonly scheme: string
  readonly username?: string
  readonly password?: string
  /** `host:port`; an IPv6 host in brackets. */
  readonly endpoints: readonly string[]
  /** With its slash; '' if there is none. */
  readonly path: string
  readonly options: Readonly<Record<string, string>>
}

const form = /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?([^/?#@]*)(\/[^?#]*)?(?:\?([^#]*))?$/i
const example = 'Write it like kafka://host:9092,host:9092 or zookeeper://user:password@host:2181/chroot.'

/**
 * `scheme://user:password@host:port,host:port/path?option=value`. User, password and options are percent-decoded.
 * The message of an error never holds the string: it may carry a password.
 * @throws OrreryError `invalid`
 */
export function parseConnectionString(
  text: string,
  defaultPort: (scheme: string) => number,
): ConnectionString {
  const [, rawScheme, user, hosts, path, query] = form.exec(text.trim()) ?? []
  if (rawScheme === undefined || hosts === undefined) throw invalid('This is not a connection string')
  const scheme = rawScheme.toLowerCase()
  const endpoints = parseEndpoints(hosts, defaultPort(scheme))
  return {
    scheme,
    ...(user === undefined ? {} : parseUser(user)),
    endpoints,
    path: path === undefined || path === '/' ? '' : decode(path),
    options: Object.fromEntries(new URLSearchParams(query ?? '')),
  }
}

/** `host:port,host` → `host:port` each, in the order given, without repetition. @throws OrreryError `invalid` */
export function parseEndpoints(text: string, defaultPort: number): readonly string[] {
  const parts = text.split(',').map((part) => part.trim())
  return [...new Set(parts.map((part) => parseEndpoint(part, defaultPort)))]
}

function parseEndpoint(text: string, defaultPort: number): string {
  const [, host, port] = /^(\[[0-9a-f:.%]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(text) ?? []
  if (host === undefined)
    throw invalid(text === '' ? 'A server address is empty' : `"${text}" is not host:port`)
  const number = port === undefined ? defaultPort : Number(port)
  if (number < 1 || number > 65_535) throw invalid(`${number} is not a port`)
  return `${host}:${number}`
}

function parseUser(user: string): { username: string; password?: string } {
  const colon = user.indexOf(':')
  if (colon < 0) return { username: decode(user) }
  return { username: decode(user.slice(0, colon)), password: decode(user.slice(colon + 1)) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid(
      'A percent sign in the connection string is not followed by two hex digits',
      'Write % as %25.',
    )
  }
}

function invalid(message: string, fix = example): OrreryError {
  return new OrreryError('invalid', message, { fix })
}
