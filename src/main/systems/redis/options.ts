import type { ConnectionOptions } from 'node:tls'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Connection } from '../system.ts'
import { addressOf, parseAddress } from './ask/address.ts'

/** What a target's connection string says beside the addresses. */
export interface Options {
  /** Names of the masters to look at, of those that sentinels watch; empty: all. */
  readonly masters: readonly string[]
  /** undefined: no TLS. The authority's file is read when a connection is opened. */
  readonly tls: TlsOptions | undefined
  /** Where an announced address is reached from here. */
  readonly dialled: (address: string) => string
}

export interface TlsOptions extends Pick<ConnectionOptions, 'rejectUnauthorized'> {
  /** Path of a PEM file; undefined: the authorities that Node knows. */
  readonly caFile: string | undefined
}

/**
 * - `tls=on` or `tls=unverified`, `ca=/etc/ssl/redis-ca.pem`
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
    tls: parseTls(options['tls'] ?? 'off', options['ca']),
    dialled: (address) => map(address) ?? address,
  }
}

function parseTls(text: string, caFile: string | undefined): TlsOptions | undefined {
  if (text === 'off') return undefined
  if (text === 'on' || text === 'unverified') return { rejectUnauthorized: text === 'on', caFile }
  throw new OrreryError('invalid', `tls=${text} can’t be read`, {
    fix: 'Write tls=on, tls=unverified or tls=off',
  })
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
