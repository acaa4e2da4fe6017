import { OrreryError } from '../../../shared/base/errors.ts'
import { parseTls, type TlsOptions } from '../base/tls.ts'
import type { Connection } from '../system.ts'

/** What a target's connection string says beside the addresses. */
export interface Options {
  /** Where Jolokia is: `/api/jolokia`. */
  readonly path: string
  readonly tls: TlsOptions | undefined
  /** The `Origin` header for an address: Jolokia's policy refuses whoever sends none. */
  readonly originOf: (address: string) => string
}

const usualPath = '/api/jolokia'

/**
 * - the path of the connection string, or `path=/jolokia`
 * - `tls=on` or `tls=unverified`, `ca=…`, `cert=…`, `key=…`
 * - `origin=http://console.example.org`: where the policy of Jolokia takes no other
 * @throws OrreryError `invalid`
 */
export function parseOptions(options: Connection['options']): Options {
  const tls = parseTls(options)
  const given = options['origin'] ?? ''
  const scheme = tls === undefined ? 'http' : 'https'
  return {
    path: parsePath(options['path'] ?? ''),
    tls,
    originOf: (address) => (given === '' ? `${scheme}://${address}` : given),
  }
}

function parsePath(text: string): string {
  const path = text.trim().replace(/\/+$/, '')
  if (path === '') return usualPath
  if (/^\/?[\w.~!$&'()*+,;=:@%/-]+$/.test(path)) return path.startsWith('/') ? path : `/${path}`
  throw new OrreryError('invalid', `${path} is no path`, {
    fix: 'Write the path of Jolokia, e.g. /api/jolokia',
  })
}
