import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Certificates, makeCertificates } from '../host/certificates.ts'
import type { Progress } from '../host/jars.ts'
import { jvmArgs } from '../host/jvm.ts'
import { Keeper } from '../host/keeper.ts'
import { prepareKit, type Kit } from '../host/kit.ts'
import { ProcessServer, serverOf, type ServerPlan } from '../host/server.ts'
import { LabError } from '../lab-error.ts'
import { ZooKeeperClient } from './client.ts'
import { digestId, superDigest, superUser } from './digest.ts'
import { fourLetter, modeOf } from './four-letter.ts'
import { memberConfig, membersOf, portsEach, type Member } from './member.ts'
import { runZooKeeperTool } from './tool.ts'

export interface ZooKeeperOptions {
  /** 1, 3 or 5; 1 unless told. One voter without observers runs standalone. */
  readonly voters?: number
  readonly observers?: number
  readonly heapMb?: number
  /** 3.9 unless told. 3.5 knows neither multiRead nor recursive watches, and comes without AdminServer and tools. */
  readonly version?: '3.9' | '3.5'
  /** More lines for every zoo.cfg, or other values. */
  readonly config?: Readonly<Record<string, string>>
  /** User → password. Each gets `/private/<user>`, which only it may read and write. */
  readonly digest?: Readonly<Record<string, string>>
  /**
   * Each member has a port with TLS too, with a certificate of the lab's own authority, and its AdminServer speaks HTTPS;
   * `mutual`: that port asks for the client's.
   */
  readonly tls?: boolean | 'mutual'
  readonly progress?: Progress
}

export class ZooKeeperServer extends ProcessServer {
  /** `127.0.0.1:port` with TLS; undefined without `tls`. */
  readonly secureEndpoint: string | undefined
  /** `http://127.0.0.1:port` of its AdminServer, e.g. + `/commands/monitor`; with `tls` https. */
  readonly adminEndpoint: string

  constructor(keeper: Keeper, plan: ServerPlan, member: Member) {
    super(keeper, plan)
    const { secure, adminPort } = member
    this.secureEndpoint = secure === undefined ? undefined : `127.0.0.1:${secure.port}`
    this.adminEndpoint = `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${adminPort}`
  }
}

/** A running ZooKeeper ensemble; disposing of it leaves nothing behind. */
export class Ensemble implements AsyncDisposable {
  readonly system = 'zookeeper'
  readonly servers: readonly ZooKeeperServer[]
  /** Knows the password of ZooKeeper's superuser, who passes every ACL. */
  readonly superUser = superUser
  /** undefined: without `tls`. */
  readonly certificates: Certificates | undefined
  readonly #keeper: Keeper
  readonly #kit: Kit

  constructor(
    keeper: Keeper,
    kit: Kit,
    servers: readonly ZooKeeperServer[],
    certificates: Certificates | undefined,
  ) {
    this.#keeper = keeper
    this.#kit = kit
    this.servers = servers
    this.certificates = certificates
  }

  /** `h:p,h:p`, all members, as ZooKeeper's own clients take it. */
  get connect(): string {
    return this.servers.map((server) => server.endpoint).join(',')
  }

  /** `zookeeper://h:p,h:p` */
  get url(): string {
    return `zookeeper://${this.connect}`
  }

  /** `h:p,h:p` of the ports with TLS. */
  get secureConnect(): string {
    return this.servers.map((server) => server.secureEndpoint ?? noTls()).join(',')
  }

  get folder(): string {
    return this.#keeper.folder
  }

  /** @param id 1 to n; observers come after the voters */
  server(id: number): ZooKeeperServer {
    return serverOf(this.servers, id)
  }

  /** The answer of one member to a four-letter word. */
  fourLetter(id: number, word: string): Promise<string> {
    return fourLetter(this.server(id).endpoint, word)
  }

  /** @returns the member that leads right now, undefined while none does; the paused are not asked */
  async leader(): Promise<ZooKeeperServer | undefined> {
    const awake = this.servers.filter((server) => server.running && !server.paused)
    const modes = await Promise.all(awake.map((server) => modeOf(server.endpoint).catch(() => undefined)))
    return awake.find((_, i) => modes[i] === 'leader' || modes[i] === 'standalone')
  }

  /**
   * Runs one of ZooKeeper's own tools against the ensemble.
   * @param args e.g. `['stat', '/x']`; several zkCli commands are separated by `';'`
   * @returns what it printed
   */
  tool(name: 'zkCli', args: readonly string[]): Promise<string> {
    return runZooKeeperTool(this.#kit, name, this.connect, args)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#keeper[Symbol.asyncDispose]()
  }
}

function noTls(): never {
  throw new LabError('This ensemble has no TLS port', { fix: 'Start it with { tls: true }' })
}

/** @param keeper whose folder and end the ensemble shares, e.g. with the Kafka on top of it */
export async function startEnsemble(keeper: Keeper, options: ZooKeeperOptions): Promise<Ensemble> {
  const { version = '3.9', progress = () => {} } = options
  const name = version === '3.5' ? 'zookeeper-3.5' : 'zookeeper-3'
  return startWith(await prepareKit(name, progress, (kit) => warmUp(kit, version)), keeper, options)
}

async function warmUp(kit: Kit, version: '3.9' | '3.5'): Promise<void> {
  await using ensemble = await Keeper.around((keeper) => startWith(kit, keeper, { voters: 3, version }))
  await ensemble.server(1).kill('SIGTERM')
}

async function startWith(kit: Kit, keeper: Keeper, options: ZooKeeperOptions): Promise<Ensemble> {
  const { progress = () => {}, heapMb = 256, tls = false } = options
  const certificates = tls === false ? undefined : await makeCertificates(keeper.folder, tls === 'mutual')
  const members = membersOf(options, await keeper.ports(portsEach * memberCount(options)), certificates)
  const servers = await Promise.all(
    members.map(async (member) => {
      const config = await writeMember(keeper.folder, member, members, options)
      return new ZooKeeperServer(keeper, planOf(kit, member, config, heapMb), member)
    }),
  )
  progress(`starting ZooKeeper: ${members.map((member) => `${member.id} ${member.role}`).join(', ')}`)
  for (const server of servers) await server.launch()
  await Promise.all(servers.map((server) => server.ready()))
  const ensemble = new Ensemble(keeper, kit, servers, certificates)
  if (options.digest) await createPrivateNodes(ensemble, options.digest)
  return ensemble
}

async function createPrivateNodes(
  ensemble: Ensemble,
  users: Readonly<Record<string, string>>,
): Promise<void> {
  await using client = await ZooKeeperClient.open(ensemble.server(1).endpoint)
  await client.ensure('/private')
  for (const [user, password] of Object.entries(users))
    await client.create(`/private/${user}`, `of ${user}`, { onlyFor: digestId(user, password) })
}

function memberCount({ voters = 1, observers = 0 }: ZooKeeperOptions): number {
  if (voters >= 1 && voters % 2 === 1 && observers >= 0) return voters + observers
  throw new LabError(`An ensemble has an odd number of voters; ${voters} were asked for`)
}

async function writeMember(
  folder: string,
  member: Member,
  members: readonly Member[],
  options: ZooKeeperOptions,
): Promise<string> {
  const dataFolder = join(folder, `zookeeper-${member.id}`)
  await mkdir(dataFolder)
  await writeFile(join(dataFolder, 'myid'), `${member.id}\n`)
  const file = join(dataFolder, 'zoo.cfg')
  const admin = options.version === '3.5' ? { 'admin.enableServer': 'false' } : {}
  await writeFile(file, memberConfig(member, members, dataFolder, { ...admin, ...options.config }))
  return file
}

function planOf(kit: Kit, member: Member, config: string, heapMb: number): ServerPlan {
  const endpoint = `127.0.0.1:${member.clientPort}`
  return {
    id: member.id,
    name: `zookeeper-${member.id}`,
    endpoint,
    ports: [
      ...[member.clientPort, member.quorumPort, member.electionPort, member.adminPort],
      ...(member.secure === undefined ? [] : [member.secure.port]),
    ],
    command: kit.java.command,
    args: jvmArgs({
      kit,
      heapMb,
      mainClass: 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
      args: [config],
      properties: {
        'jute.maxbuffer': String(8 * 1024 * 1024),
        'zookeeper.DigestAuthenticationProvider.superDigest': superDigest,
        'logback.configurationFile': fileURLToPath(new URL('../jars/logback.xml', import.meta.url)),
      },
    }),
    isReady: async () => (await modeOf(endpoint)) !== undefined,
  }
}
