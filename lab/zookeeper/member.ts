import type { Certificates } from '../host/certificates.ts'

export interface Member {
  readonly id: number
  readonly role: 'participant' | 'observer'
  readonly clientPort: number
  readonly quorumPort: number
  readonly electionPort: number
  readonly adminPort: number
  /** Only with `tls`. */
  readonly secure?: { readonly port: number; readonly certificates: Certificates }
}

export const portsEach = 5

/** @param ports `portsEach` for each member */
export function membersOf(
  { voters = 1, observers = 0 }: { voters?: number; observers?: number },
  ports: readonly number[],
  certificates?: Certificates,
): Member[] {
  return Array.from({ length: voters + observers }, (_, i) => {
    const [clientPort = 0, quorumPort = 0, electionPort = 0, adminPort = 0, port = 0] = ports.slice(
      portsEach * i,
    )
    const role = i < voters ? 'participant' : 'observer'
    const own = { id: i + 1, role, clientPort, quorumPort, electionPort, adminPort } as const
    return certificates === undefined ? own : { ...own, secure: { port, certificates } }
  })
}

/** The text of a member's zoo.cfg. A lone voter runs standalone, without an election. */
export function memberConfig(
  member: Member,
  members: readonly Member[],
  dataFolder: string,
  overrides: Readonly<Record<string, string>>,
): string {
  const alone = members.length === 1
  const lines = {
    // a short tick: a lost member is noticed after syncLimit × tickTime = 5 s
    tickTime: '1000',
    initLimit: '10',
    syncLimit: '5',
    dataDir: dataFolder,
    clientPort: String(member.clientPort),
    clientPortAddress: '127.0.0.1',
    ...secureLines(member),
    maxClientCnxns: '0',
    '4lw.commands.whitelist': '*',
    'admin.enableServer': 'true',
    'admin.serverAddress': '127.0.0.1',
    'admin.serverPort': String(member.adminPort),
    'admin.rateLimiterIntervalInMS': '0',
    'autopurge.purgeInterval': '1',
    'autopurge.snapRetainCount': '3',
    preAllocSize: '1024',
    ...(alone ? {} : quorumLines(member, members)),
    ...overrides,
  }
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}

/** A port with TLS beside the plain one, and an AdminServer that speaks HTTPS alone. */
function secureLines({ secure }: Member): Record<string, string> {
  if (secure === undefined) return {}
  const { ca, whole, areAskedForAll } = secure.certificates
  const stores = (prefix: string) => ({
    [`${prefix}.keyStore.location`]: whole,
    [`${prefix}.keyStore.type`]: 'PEM',
    [`${prefix}.trustStore.location`]: ca,
    [`${prefix}.trustStore.type`]: 'PEM',
  })
  return {
    secureClientPort: String(secure.port),
    secureClientPortAddress: '127.0.0.1',
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    'ssl.clientAuth': areAskedForAll ? 'need' : 'none',
    ...stores('ssl'),
    // that of the quorum is AdminServer's, too
    ...stores('ssl.quorum'),
    'admin.forceHttps': 'true',
  }
}

function quorumLines(member: Member, members: readonly Member[]): Record<string, string> {
  const servers = members.map(({ id, quorumPort, electionPort, role }) => [
    `server.${id}`,
    `127.0.0.1:${quorumPort}:${electionPort}:${role}`,
  ])
  return {
    quorumListenOnAllIPs: 'false',
    standaloneEnabled: 'false',
    ...(member.role === 'observer' ? { peerType: 'observer' } : {}),
    ...Object.fromEntries(servers),
  }
}
