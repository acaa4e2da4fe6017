import { addressOf } from '../../base/address.ts'

/** One server of the ensemble's configuration. */
export interface ConfiguredServer {
  readonly id: string
  readonly voter: boolean
  readonly host: string
  /** `host:port:port`: for the quorum, for elections. */
  readonly quorum: string
  /** `host:port` for clients; undefined: the configuration doesn't say it. */
  readonly client: string | undefined
}

/** `version` is the hex zxid of the last reconfiguration, "0" where there was none. */
export interface Membership {
  readonly servers: readonly ConfiguredServer[]
  readonly version: string
}

/**
 * The lines of /zookeeper/config, which `conf` repeats after `membership:`.
 *
 *     server.1=127.0.0.1:22881:23881:participant
 *     server.2=zk-2:2888:3888:observer;0.0.0.0:2181
 *     version=100000003
 *
 * A server may have several addresses, parted by `|`; the first is taken.
 */
export function parseMembership(text: string): Membership {
  const servers: ConfiguredServer[] = []
  let version = '0'
  for (const line of text.split('\n')) {
    const [, id, value] = /^server\.(\d+)=(.+)$/.exec(line.trim()) ?? []
    if (id !== undefined && value !== undefined) servers.push(parseServer(id, value))
    version = /^version=([0-9a-f]+)$/i.exec(line.trim())?.[1] ?? version
  }
  return { servers, version }
}

/** @param value what follows `server.1=` */
export function parseServer(id: string, value: string): ConfiguredServer {
  const [addresses = '', clientPart] = value.split(';')
  const role = /:(participant|observer)$/i.exec(addresses)?.[1]
  const quorum = (addresses.split('|')[0] ?? '').replace(/:(participant|observer)$/i, '')
  const host = (/^\[([^\]]+)\]/.exec(quorum) ?? /^([^:]+)/.exec(quorum))?.[1] ?? ''
  return { id, voter: role?.toLowerCase() !== 'observer', host, quorum, client: clientOf(clientPart, host) }
}

/** `2181` or `host:2181`; a wildcard host stands for the server's own. */
function clientOf(part: string | undefined, serverHost: string): string | undefined {
  const [, host, port] = /^(?:(.*):)?(\d+)$/.exec((part ?? '').trim()) ?? []
  if (port === undefined) return undefined
  const bare = (host ?? '').replace(/^\[|\]$/g, '')
  const wild = bare === '' || bare === '0.0.0.0' || /^[0:]+$/.test(bare)
  return addressOf(wild ? serverHost : bare, port)
}
