import { OrreryError } from '../../../../shared/base/errors.ts'

export interface HostPort {
  readonly host: string
  readonly port: number
}

/** `h:p` or `[::1]:p`. @throws OrreryError `invalid` */
export function parseAddress(address: string): HostPort {
  const found = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(address.trim())
  const host = found?.[1] ?? found?.[2]
  const port = Number(found?.[3])
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port }
  throw new OrreryError('invalid', `“${address}” is no address`, {
    fix: 'Write host:port, e.g. redis-1:6379',
  })
}

/** The one way an address is written: it is the name of a node's entity. */
export function addressOf(host: string, port: number | string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
