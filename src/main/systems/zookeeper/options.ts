import { OrreryError } from '../../../shared/base/errors.ts'
import { addressOf, parseAddress } from '../base/address.ts'
import { parseTls, type TlsOptions } from '../base/tls.ts'
import type { AdminCandidates } from './member-line.ts'
import type { Connection } from '../system.ts'

/** What a target's connection string says beside the addresses. */
export interface Options {
  /** "/" or a path without a slash at its end. Nothing above it is read. */
  readonly chroot: string
  readonly tree: boolean
  /** Bytes of a znode's data that are kept. */
  readonly dataBytes: number
  /** Between two walks of a tree that can't be followed: the server is older than 3.6. */
  readonly pollMs: number
  readonly admin: AdminCandidates
  /** Of the client ports: `secureClientPort`; undefined: plain ones. */
  readonly tls: TlsOptions | undefined
  /** Of AdminServers that are asked by HTTPS. */
  readonly adminTls: TlsOptions | undefined
}

const defaultDataBytes = 16 * 1024
const defaultPollS = 60
const defaultAdminPort = 8080

/**
 * - `chroot=/app` · `tree=off` · `data=0` to keep no data, or another limit of bytes for each znode
 * - `poll=10`: a server before 3.6, whose tree can't be followed, is walked every 10 seconds, not every 60
 * - `admin=off`, `admin=8081` (that port on every member), `admin=h:p,https://h:p` (each member's, in any order); with TLS
 *   HTTPS is tried first where no scheme is given
 * - `tls=on` or `tls=unverified`, `ca=…`, `cert=…`, `key=…`: the addresses are those of secureClientPort
 * @throws OrreryError `invalid`
 */
export function parseOptions(options: Connection['options']): Options {
  const tls = parseTls(options)
  return {
    tls,
    adminTls: tls ?? parseTls({ ...options, tls: 'on' }),
    chroot: chrootOf(options['chroot'] ?? '/'),
    tree: onOff('tree', options['tree']),
    dataBytes: wholeNumber('data', 'bytes', options['data'] ?? String(defaultDataBytes)),
    pollMs: 1000 * Math.max(1, wholeNumber('poll', 'seconds', options['poll'] ?? String(defaultPollS))),
    admin: adminOf(options['admin'] ?? String(defaultAdminPort), tls !== undefined),
  }
}

function chrootOf(text: string): string {
  const path = text.replace(/\/+$/, '')
  if (path === '') return '/'
  if (path.startsWith('/') && !path.includes('//')) return path
  throw invalid('chroot', text, 'Write a path from the root, e.g. /kafka')
}

function onOff(name: string, text = 'on'): boolean {
  if (text === 'on' || text === 'off') return text === 'on'
  throw invalid(name, text, 'Write on or off')
}

function wholeNumber(name: string, unit: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw invalid(name, text, `Write a number of ${unit}`)
}

function adminOf(text: string, isSecure: boolean): AdminCandidates {
  if (text === 'off') return () => []
  const unsaid = isSecure ? ['https://', ''] : ['']
  if (/^\d+$/.test(text))
    return (endpoint) => unsaid.map((scheme) => scheme + addressOf(parseAddress(endpoint).host, text))
  const all = text.split(',').flatMap((one) => {
    const [, scheme, address = ''] = /^(https?:\/\/)?(.*)$/.exec(one.trim()) ?? []
    const { host, port } = parseAddress(address, defaultAdminPort)
    const schemes = scheme === undefined ? unsaid : [scheme.replace('http://', '')]
    return schemes.map((each) => ({ host, address: each + addressOf(host, port) }))
  })
  return (endpoint) => {
    // a client port tells members apart only where the host does not
    const near = all.filter(({ host }) => host === parseAddress(endpoint).host)
    return (near.length > 0 ? near : all).map(({ address }) => address)
  }
}

function invalid(name: string, text: string, fix: string): OrreryError {
  return new OrreryError('invalid', `${name}=${text} can’t be read`, { fix })
}
