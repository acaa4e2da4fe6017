import { OrreryError } from '../../../shared/base/errors.ts'

export interface HostPort {
  readonly host: string
  readonly port: number
}

/**
 * `h:p` or `[::1]:p`; without a port the default one, where there is one.
 * @throws OrreryError `invalid`
 */
export function parseAddress(address: string, defaultPort?: number): HostPort {
  const found = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(address.trim())
  const host = found?.[1] ?? found?.[2]
  const port = found?.[3] === undefined ? defaultPort : Number(found[3])
  if (host !== undefined && port !== undefined && port >= 1 && port <= 65_535) return { host, port }
  throw new OrreryError('invalid', `“${address}” is no address`, {
    fix: `Write host:port, e.g. server-1:${defaultPort ?? 8080}`,
  })
}

/** The one way an address is written: it is the name of a server's entity. */
export function addressOf(host: string, port: number | string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
