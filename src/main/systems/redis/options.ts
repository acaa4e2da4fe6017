import { OrreryError } from '../../../shared/base/errors.ts'
import { parseTls, type TlsOptions } from '../base/tls.ts'
import type { Connection } from '../system.ts'
import { addressOf, parseAddress } from '../base/address.ts'

/** What a target's connection string says beside the addresses. */
export interface Options {
  /** Names of the masters to look at, of those that sentinels watch; empty: all. */
  readonly masters: readonly string[]
  /** undefined: no TLS. Its files are read when a connection is opened. */
  readonly tls: TlsOptions | undefined
  /** File with the user and password of sentinels that have their own: `user:password`. */
  readonly sentinelAuthFile: string | undefined
  /** Where an announced address is reached from here. */
  readonly dialled: (address: string) => string
}

/**
 * - `tls=on` or `tls=unverified`, `ca=/etc/ssl/redis-ca.pem`, `cert=` and `key=` where a client's certificate is asked for
 * - `sentinel-auth=/path`: a file with `user:password` of the sentinels, where it is another than that of the servers
 * - `/name` or `master=name,name`: only these masters of the sentinels
 * - `map=10.0.0.1:6379=localhost:7001,10.0.0.2=localhost:7002`: announced addresses that can't be reached, with or
 *   without their port
 * @throws OrreryError `invalid`
 */
export function parseOptions(options: Connection['options']): Options {
  const masters = (options['master'] ?? '')
    .replace(/^\//, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const map = parseMap(options['map'] ?? '')
  return {
    masters,
    tls: parseTls(options),
    sentinelAuthFile: options['sentinel-auth'] === '' ? undefined : options['sentinel-auth'],
    dialled: (address) => map(address) ?? address,
  }
}

function parseMap(text: string): (address: string) => string | undefined {
  const exact = new Map<string, string>()
  const hosts = new Map<string, string>()
  for (const entry of text.split(',').filter((one) => one.trim() !== '')) {
    const [from = '', to = ''] = entry.split('=').map((part) => part.trim())
    if (from === '' || to === '') throw invalid(entry)
    if (/:\d+$/.test(from)) exact.set(from, addressIn(to, entry))
    else hosts.set(from, to)
  }
  return (address) => {
    const found = exact.get(address)
    if (found !== undefined) return found
    const { host, port } = parseAddress(address)
    const to = hosts.get(host)
    if (to === undefined) return undefined
    return /:\d+$/.test(to) ? to : addressOf(to, port)
  }
}

function addressIn(text: string, entry: string): string {
  try {
    const { host, port } = parseAddress(text)
    return addressOf(host, port)
  } catch {
    throw invalid(entry)
  }
}

function invalid(entry: string): OrreryError {
  return new OrreryError('invalid', `map=${entry} can’t be read`, {
    fix: 'Write announced=reachable, e.g. map=10.0.0.1:6379=localhost:7001',
  })
}
