import { OrreryError } from '../../../../shared/base/errors.ts'

export interface HostPort {
  readonly host: string
  readonly port: number
}

/** `h:p`, `[::1]:p`, or `h` with the default port 2181. @throws OrreryError `invalid` */
export function parseEndpoint(endpoint: string, defaultPort = 2181): HostPort {
  const found = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(endpoint.trim())
  const host = found?.[1] ?? found?.[2]
  const port = found?.[3] === undefined ? defaultPort : Number(found[3])
  if (host === undefined || port < 1 || port > 65535)
    throw new OrreryError('invalid', `“${endpoint}” is no address`, {
      fix: 'Write host:port, e.g. zk-1:2181',
    })
  return { host, port }
}

export function formatEndpoint({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
