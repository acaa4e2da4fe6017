export interface Member {
  readonly id: number
  readonly role: 'participant' | 'observer'
  readonly clientPort: number
  readonly quorumPort: number
  readonly electionPort: number
  readonly adminPort: number
}

/** @param ports four for each member */
export function membersOf(
  { voters = 1, observers = 0 }: { voters?: number; observers?: number },
  ports: readonly number[],
): Member[] {
  return Array.from({ length: voters + observers }, (_, i) => {
    const [clientPort = 0, quorumPort = 0, electionPort = 0, adminPort = 0] = ports.slice(4 * i)
    const role = i < voters ? 'participant' : 'observer'
    return { id: i + 1, role, clientPort, quorumPort, electionPort, adminPort }
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
