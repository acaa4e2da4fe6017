import type { Certificates } from '../host/certificates.ts'

/** Users of a server with ACL: `observer` may only look, `default` (password `secret`) may everything. */
export const labPassword = 'secret'
/** Of the sentinels' own default user, where they have one. */
export const sentinelPassword = 'watch'

/** What Orrery needs, and nothing else: the categories that the README of the system names. */
export const observerRule =
  'user observer on >lens ~* &* -@all +info +ping +role +cluster|nodes +cluster|info +cluster|countkeysinslot +cluster|links +cluster|shards +slowlog|get +latency|latest +client|list +config|get'

export interface NodeConfig {
  readonly port: number
  readonly busPort?: number
  readonly nodeTimeoutMs: number
  readonly acl: boolean
  /** Its only port speaks TLS then. */
  readonly certificates?: Certificates | undefined
  readonly replicaOf?: number
  readonly more: Readonly<Record<string, string>>
}

/** The text of a data node's redis.conf. */
export function nodeConfig({
  port,
  busPort,
  nodeTimeoutMs,
  acl,
  certificates,
  replicaOf,
  more,
}: NodeConfig): string {
  const lines: Readonly<Record<string, string>> = {
    ...(certificates === undefined ? { port: String(port) } : tlsLines(port, certificates)),
    bind: '127.0.0.1',
    'protected-mode': 'no',
    save: '""',
    appendonly: 'no',
    'repl-diskless-sync-delay': '0',
    'latency-monitor-threshold': '50',
    'enable-debug-command': 'yes',
    ...(busPort === undefined
      ? {}
      : {
          'cluster-enabled': 'yes',
          'cluster-port': String(busPort),
          'cluster-config-file': 'nodes.conf',
          'cluster-node-timeout': String(nodeTimeoutMs),
          ...(certificates === undefined ? {} : { 'tls-cluster': 'yes' }),
        }),
    ...(replicaOf === undefined ? {} : { replicaof: `127.0.0.1 ${replicaOf}` }),
    ...more,
  }
  const users = acl ? [`user default on >${labPassword} ~* &* +@all`, observerRule] : []
  const auth = acl ? [`masterauth ${labPassword}`] : []
  return [...Object.entries(lines).map(([key, value]) => `${key} ${value}`), ...users, ...auth, ''].join('\n')
}

function tlsLines(
  port: number,
  { ca, certificate, key, areAskedForAll }: Certificates,
): Readonly<Record<string, string>> {
  return {
    port: '0',
    'tls-port': String(port),
    'tls-cert-file': certificate,
    'tls-key-file': key,
    'tls-ca-cert-file': ca,
    'tls-auth-clients': areAskedForAll ? 'yes' : 'no',
    'tls-replication': 'yes',
  }
}

export interface SentinelConfig {
  readonly port: number
  readonly master: { readonly name: string; readonly port: number; readonly quorum: number }
  readonly downAfterMs: number
  readonly failoverTimeoutMs: number
  /** The servers have users, and the sentinels one of their own. */
  readonly acl: boolean
  readonly certificates?: Certificates | undefined
}

/** The text of a sentinel.conf; the sentinel rewrites it as it learns. */
export function sentinelConfig({
  port,
  master,
  downAfterMs,
  failoverTimeoutMs,
  acl,
  certificates,
}: SentinelConfig): string {
  const network = certificates === undefined ? { port: String(port) } : tlsLines(port, certificates)
  return [
    ...Object.entries(network).map(([key, value]) => `${key} ${value}`),
    'bind 127.0.0.1',
    'protected-mode no',
    `sentinel monitor ${master.name} 127.0.0.1 ${master.port} ${master.quorum}`,
    `sentinel down-after-milliseconds ${master.name} ${downAfterMs}`,
    `sentinel failover-timeout ${master.name} ${failoverTimeoutMs}`,
    `sentinel parallel-syncs ${master.name} 1`,
    ...(acl
      ? [
          `sentinel auth-pass ${master.name} ${labPassword}`,
          `requirepass ${sentinelPassword}`,
          `sentinel sentinel-pass ${sentinelPassword}`,
        ]
      : []),
    '',
  ].join('\n')
}
