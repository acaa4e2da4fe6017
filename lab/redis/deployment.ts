import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Keeper } from '../host/keeper.ts'
import { type ProcessServer, serverOf } from '../host/server.ts'
import { LabError } from '../lab-error.ts'
import type { Certificates } from '../host/certificates.ts'
import { sentinelPassword } from './config.ts'
import type { RedisBinaries } from './binaries.ts'

const run = promisify(execFile)
const toolLimitMs = 60_000

export type RedisKind = 'group' | 'sentinel' | 'cluster'

/** Running Redis servers, and sentinels where there are any; disposing of it leaves nothing behind. */
export class RedisDeployment implements AsyncDisposable {
  readonly system = 'redis'
  readonly kind: RedisKind
  /** Data nodes by their numbers from 1, then sentinels. */
  readonly servers: readonly ProcessServer[]
  readonly nodes: readonly ProcessServer[]
  readonly sentinels: readonly ProcessServer[]
  readonly #keeper: Keeper
  readonly #binaries: RedisBinaries
  readonly #password: string | undefined
  /** undefined: its servers speak no TLS. */
  readonly certificates: Certificates | undefined

  constructor(
    keeper: Keeper,
    binaries: RedisBinaries,
    kind: RedisKind,
    nodes: readonly ProcessServer[],
    sentinels: readonly ProcessServer[],
    password?: string,
    certificates?: Certificates,
  ) {
    this.#keeper = keeper
    this.#binaries = binaries
    this.kind = kind
    this.nodes = nodes
    this.sentinels = sentinels
    this.servers = [...nodes, ...sentinels]
    this.#password = password
    this.certificates = certificates
  }

  get folder(): string {
    return this.#keeper.folder
  }

  /** `redis-cluster://h:p,…`, `redis-sentinel://h:p,…`, `redis://h:p`; without a password. */
  get url(): string {
    const all = (servers: readonly ProcessServer[]) => servers.map(({ endpoint }) => endpoint).join(',')
    if (this.kind === 'cluster') return `redis-cluster://${all(this.nodes)}`
    return this.kind === 'sentinel' ? `redis-sentinel://${all(this.sentinels)}` : `redis://${all(this.nodes)}`
  }

  /** @param id data nodes from 1, sentinels after them */
  server(id: number): ProcessServer {
    return serverOf(this.servers, id)
  }

  /**
   * Runs redis-cli against one server, as the default user.
   * @returns what it printed
   */
  async cli(server: ProcessServer, args: readonly string[]): Promise<string> {
    const { cli, env } = this.#binaries
    const [host = '', port = ''] = server.endpoint.split(':')
    const own = this.sentinels.includes(server) ? sentinelPassword : this.#password
    const password = this.#password === undefined || own === undefined ? {} : { REDISCLI_AUTH: own }
    const all = ['-h', host, '-p', port, ...tlsArgs(this.certificates), ...args]
    return run(cli, all, { timeout: toolLimitMs, env: { ...process.env, ...env, ...password } }).then(
      ({ stdout }) => stdout,
      (error: unknown) => {
        const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
        throw new LabError(`redis-cli ${args.join(' ')} failed: ${stdout}${stderr}`.trim(), { cause: error })
      },
    )
  }

  /** One field of INFO, as the server itself says. */
  async info(server: ProcessServer, field: string): Promise<string | undefined> {
    const text = await this.cli(server, ['info', 'everything'])
    return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(text)?.[1]
  }

  /** Data nodes that call themselves master; the paused and the dead are not asked. */
  async masters(): Promise<readonly ProcessServer[]> {
    const awake = this.nodes.filter(({ running, paused }) => running && !paused)
    const roles = await Promise.all(awake.map((node) => this.info(node, 'role').catch(() => undefined)))
    return awake.filter((_, i) => roles[i] === 'master')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#keeper[Symbol.asyncDispose]()
  }
}

/** For redis-cli. */
export function tlsArgs(certificates: Certificates | undefined): readonly string[] {
  if (certificates === undefined) return []
  const { ca, certificate, key } = certificates
  return ['--tls', '--cacert', ca, '--cert', certificate, '--key', key]
}
