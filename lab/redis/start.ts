import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Progress } from '../host/jars.ts'
import type { Keeper } from '../host/keeper.ts'
import { ProcessServer } from '../host/server.ts'
import { until } from '../until.ts'
import { makeCertificates, type Certificates } from '../host/certificates.ts'
import { redisBinaries, type RedisBinaries, type RedisMake } from './binaries.ts'
import { labPassword, nodeConfig, sentinelConfig, sentinelPassword } from './config.ts'
import { RedisDeployment, tlsArgs } from './deployment.ts'

const run = promisify(execFile)
const pingLimitMs = 2000

export interface RedisOptions {
  /** Users with passwords: `default` and `observer`; sentinels have another password. */
  readonly acl?: boolean
  /** The servers speak TLS only, with a certificate of the lab's own authority; `mutual`: and ask for the client's. */
  readonly tls?: boolean | 'mutual'
  /** More lines for every redis.conf, or other values. */
  readonly config?: Readonly<Record<string, string>>
  /** `redis` unless told. */
  readonly make?: RedisMake
  readonly progress?: Progress
}

export interface RedisGroupOptions extends RedisOptions {
  /** 0: a single server. */
  readonly replicas?: number
}

export interface RedisSentinelOptions extends RedisOptions {
  readonly replicas?: number
  readonly sentinels?: number
  /** 3000 unless told. */
  readonly downAfterMs?: number
  /** 10000 unless told. */
  readonly failoverTimeoutMs?: number
}

export interface RedisClusterOptions extends RedisOptions {
  /** 3000 unless told: a lost master is noticed after that. */
  readonly nodeTimeoutMs?: number
  /** Replicas of each of the three masters; 1 unless told. */
  readonly replicas?: number
}

/** Starts servers of one keeper. */
class Starter {
  readonly keeper: Keeper
  readonly binaries: RedisBinaries
  readonly certificates: Certificates | undefined
  readonly #options: RedisOptions

  constructor(
    keeper: Keeper,
    binaries: RedisBinaries,
    options: RedisOptions,
    certificates: Certificates | undefined,
  ) {
    this.certificates = certificates
    this.keeper = keeper
    this.binaries = binaries
    this.#options = options
  }

  async node(
    id: number,
    port: number,
    more: { busPort?: number; nodeTimeoutMs?: number; replicaOf?: number } = {},
  ): Promise<ProcessServer> {
    const { acl = false, config = {} } = this.#options
    const { certificates } = this
    const text = nodeConfig({ port, nodeTimeoutMs: 3000, acl, certificates, more: config, ...more })
    return this.#server(id, `redis-${id}`, port, text, more.busPort === undefined ? [] : [more.busPort])
  }

  sentinel(id: number, number: number, port: number, text: string): Promise<ProcessServer> {
    return this.#server(id, `sentinel-${number}`, port, text, [], ['--sentinel'], sentinelPassword)
  }

  async #server(
    id: number,
    name: string,
    port: number,
    config: string,
    morePorts: readonly number[],
    moreArgs: readonly string[] = [],
    password = labPassword,
  ): Promise<ProcessServer> {
    const folder = join(this.keeper.folder, name)
    await mkdir(folder)
    const file = join(folder, 'redis.conf')
    await writeFile(file, `${config}dir ${folder}\n`)
    const { server, env } = this.binaries
    return new ProcessServer(this.keeper, {
      ...{ id, name, command: server, env },
      endpoint: `127.0.0.1:${port}`,
      ports: [port, ...morePorts],
      args: [file, ...moreArgs],
      isReady: async () => (await this.#ping(port, password)).includes('PONG'),
    })
  }

  async #ping(port: number, password: string): Promise<string> {
    const { cli, env } = this.binaries
    const auth = this.#options.acl === true ? { REDISCLI_AUTH: password } : {}
    const { stdout } = await run(cli, ['-p', String(port), ...tlsArgs(this.certificates), 'ping'], {
      timeout: pingLimitMs,
      env: { ...process.env, ...env, ...auth },
    })
    return stdout
  }
}

async function starter(keeper: Keeper, options: RedisOptions): Promise<Starter> {
  const { tls = false } = options
  const certificates = tls === false ? undefined : await makeCertificates(keeper.folder, tls === 'mutual')
  return new Starter(keeper, await redisBinaries(options.make, options.progress), options, certificates)
}

async function launchAll(servers: readonly ProcessServer[]): Promise<void> {
  for (const server of servers) await server.launch()
  await Promise.all(servers.map((server) => server.ready()))
}

async function startNodes(start: Starter, replicas: number): Promise<readonly ProcessServer[]> {
  const ports = await start.keeper.ports(1 + replicas)
  const [first = 0] = ports
  const nodes = await Promise.all(
    ports.map((port, i) => start.node(i + 1, port, i === 0 ? {} : { replicaOf: first })),
  )
  await launchAll(nodes)
  return nodes
}

/** A master with replicas, ready when all replicas are in step. */
export async function startRedisGroup(keeper: Keeper, options: RedisGroupOptions): Promise<RedisDeployment> {
  const { replicas = 0, acl = false } = options
  const start = await starter(keeper, options)
  const nodes = await startNodes(start, replicas)
  const group = new RedisDeployment(
    ...([
      keeper,
      start.binaries,
      'group',
      nodes,
      [],
      acl ? labPassword : undefined,
      start.certificates,
    ] as const),
  )
  await inStep(group, replicas)
  return group
}

async function inStep(group: RedisDeployment, replicas: number): Promise<void> {
  const online = async () => {
    const text = await group.cli(group.server(1), ['info', 'replication'])
    return (text.match(/state=online/g)?.length ?? 0) === replicas
  }
  await until('every replica is online', online, { withinMs: 20_000 })
}

/** A master with replicas, and sentinels that watch it as `mymaster`. Ready when each finds its quorum. */
export async function startRedisSentinel(
  keeper: Keeper,
  options: RedisSentinelOptions,
): Promise<RedisDeployment> {
  const { replicas = 2, sentinels: count = 3, downAfterMs = 3000, failoverTimeoutMs = 10_000 } = options
  const { acl = false } = options
  const start = await starter(keeper, options)
  options.progress?.(`starting a master, ${replicas} replicas and ${count} sentinels`)
  const nodes = await startNodes(start, replicas)
  const { certificates } = start
  const master = { name: 'mymaster', port: portOf(nodes[0]), quorum: Math.floor(count / 2) + 1 }
  const ports = await keeper.ports(count)
  const sentinels = await Promise.all(
    ports.map((port, i) =>
      start.sentinel(
        ...([nodes.length + i + 1, i + 1, port] as const),
        sentinelConfig({ port, master, downAfterMs, failoverTimeoutMs, acl, certificates }),
      ),
    ),
  )
  await launchAll(sentinels)
  const password = acl ? labPassword : undefined
  const all = new RedisDeployment(
    ...([keeper, start.binaries, 'sentinel', nodes, sentinels, password, certificates] as const),
  )
  await inStep(all, replicas)
  await Promise.all(
    sentinels.map((sentinel) =>
      until(`${sentinel.name} knows all`, () => knowsAll(all, sentinel, count, replicas), {
        withinMs: 30_000,
      }),
    ),
  )
  return all
}

async function knowsAll(
  all: RedisDeployment,
  sentinel: ProcessServer,
  count: number,
  replicas: number,
): Promise<boolean> {
  const quorum = await all.cli(sentinel, ['sentinel', 'ckquorum', 'mymaster'])
  const master = await all.cli(sentinel, ['sentinel', 'master', 'mymaster'])
  return quorum.startsWith(`OK ${count}`) && new RegExp(`num-slaves\n${replicas}\n`).test(master)
}

/** Three masters with their replicas. Ready when every node says that the cluster is ok. */
export async function startRedisCluster(
  keeper: Keeper,
  options: RedisClusterOptions,
): Promise<RedisDeployment> {
  const { replicas = 1, nodeTimeoutMs = 3000, acl = false } = options
  const start = await starter(keeper, options)
  const count = 3 * (1 + replicas)
  options.progress?.(`starting a cluster of 3 masters and ${3 * replicas} replicas`)
  const ports = await keeper.ports(2 * count)
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      start.node(i + 1, ports[2 * i] ?? 0, { busPort: ports[2 * i + 1] ?? 0, nodeTimeoutMs }),
    ),
  )
  await launchAll(nodes)
  const password = acl ? labPassword : undefined
  const cluster = new RedisDeployment(
    ...([keeper, start.binaries, 'cluster', nodes, [], password, start.certificates] as const),
  )
  const endpoints = nodes.map(({ endpoint }) => endpoint)
  const create = [
    '--cluster',
    'create',
    ...endpoints,
    '--cluster-replicas',
    String(replicas),
    '--cluster-yes',
  ]
  await cluster.cli(cluster.server(1), create)
  await Promise.all(nodes.map((node) => until(`${node.name} is ok`, () => isWhole(cluster, node, count))))
  return cluster
}

async function isWhole(cluster: RedisDeployment, node: ProcessServer, count: number): Promise<boolean> {
  const [state, nodes] = await Promise.all([
    cluster.cli(node, ['cluster', 'info']),
    cluster.cli(node, ['cluster', 'nodes']),
  ])
  const replicas = nodes.split('\n').filter((line) => / (myself,)?slave /.test(line)).length
  const role = await cluster.info(node, 'master_link_status')
  return state.includes('cluster_state:ok') && replicas === count - 3 && role !== 'down'
}

function portOf(server: ProcessServer | undefined): number {
  return Number(server?.endpoint.split(':')[1])
}
