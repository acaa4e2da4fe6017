import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { makeCertificates, type Certificates } from '../host/certificates.ts'
import type { Keeper } from '../host/keeper.ts'
import { ProcessServer } from '../host/server.ts'
import type { RabbitBinaries } from './binaries.ts'
import { RabbitCluster } from './cluster.ts'
import { erlangEnv, loopbackOnly, makeWorld, type ErlangWorld } from './erlang.ts'
import { Management } from './management.ts'
import { nodeConfig, type NodeConfig, type NodePorts, type Settings } from './node-config.ts'
import { dataFolder } from './seed.ts'
import { nodeNameOf, RabbitServer } from './server.ts'

/** How the nodes of one cluster run. */
export interface NodeOptions {
  /** AMQP, management and Prometheus speak TLS only, with a certificate of the lab's own authority. */
  readonly tls?: boolean
  /** 60 unless told, as in production: after about this a node that hangs counts as down. */
  readonly netTicktimeS?: number
  /** `pause_minority` unless told: a node that was paused for long finds back by itself. */
  readonly partitionHandling?: NodeConfig['partitionHandling']
  /** 5000 unless told, as in production. */
  readonly statsIntervalMs?: number
  /** More settings of every node, as terms, e.g. `{ rabbit: { disk_free_limit: '1000' } }`. */
  readonly settings?: Settings
}

interface StarterParts {
  readonly keeper: Keeper
  readonly binaries: RabbitBinaries
  readonly world: ErlangWorld
  readonly certificates: Certificates | undefined
}

/** Makes the nodes of one keeper. */
export class Starter {
  readonly #parts: StarterParts
  readonly #options: NodeOptions

  private constructor(parts: StarterParts, options: NodeOptions) {
    this.#parts = parts
    this.#options = options
  }

  /** With Erlang's name server running, of which every cluster has its own. */
  static async open(keeper: Keeper, binaries: RabbitBinaries, options: NodeOptions): Promise<Starter> {
    const [port = 0] = await keeper.ports(1)
    const world = await makeWorld(keeper.folder, port)
    const epmd = new ProcessServer(keeper, {
      ...{ id: 0, name: 'epmd', endpoint: `127.0.0.1:${port}`, ports: [port] },
      command: binaries.epmd,
      args: ['-port', String(port), '-address', '127.0.0.1'],
      env: binaries.env,
      isReady: () => accepts(port),
    })
    const certificates = options.tls === true ? await makeCertificates(keeper.folder) : undefined
    await epmd.start()
    return new Starter({ keeper, binaries, world, certificates }, options)
  }

  cluster(servers: readonly RabbitServer[]): RabbitCluster {
    return new RabbitCluster({ ...this.#parts, servers })
  }

  /**
   * A node that can be started.
   * @param joins the node whose cluster it joins if it has no data
   */
  async node(id: number, joins?: string): Promise<RabbitServer> {
    const { keeper, binaries, world, certificates } = this.#parts
    const [amqp = 0, dist = 0, management = 0, prometheus = 0] = await keeper.ports(4)
    const ports: NodePorts = { amqp, dist, management, prometheus }
    const folder = join(keeper.folder, `rabbit-${id}`)
    await this.#writeFiles(folder, ports, joins)
    const isTls = certificates !== undefined
    const api = new Management(`${isTls ? 'https' : 'http'}://127.0.0.1:${management}`, certificates?.ca)
    const plan = {
      ...{ id, name: `rabbit-${id}`, endpoint: `127.0.0.1:${management}` },
      ports: [amqp, dist, management, prometheus],
      command: binaries.erl,
      args: this.#args(),
      env: { ...erlangEnv(binaries, world), ...nodeEnv(keeper.folder, id, ports) },
      // whoever asks: that it answers at all
      isReady: async () => (await accepts(amqp)) && (await api.ask('whoami')).status > 0,
    }
    return new RabbitServer(keeper, plan, ports, isTls)
  }

  async #writeFiles(folder: string, ports: NodePorts, joins: string | undefined): Promise<void> {
    const { partitionHandling = 'pause_minority', statsIntervalMs = 5000, settings = {} } = this.#options
    const { certificates } = this.#parts
    const config = { ports, certificates, partitionHandling, statsIntervalMs, more: settings, joins }
    await mkdir(folder)
    await writeFile(join(folder, 'advanced.config'), nodeConfig(config))
    await writeFile(join(folder, 'enabled_plugins'), '[rabbitmq_management,rabbitmq_prometheus].\n')
  }

  #args(): readonly string[] {
    const tick = String(this.#options.netTicktimeS ?? 60)
    return [
      ...['-noinput', '-boot', 'start_sasl', '-s', 'rabbit', 'boot'],
      // one scheduler, which doesn't spin: several nodes share this machine
      ...['+W', 'w', '+S', '1:1', '+sbwt', 'none'],
      ...['-syslog', 'logger', '[]', '-syslog', 'syslog_error_logger', 'false', ...loopbackOnly],
      ...['-kernel', 'prevent_overlapping_partitions', 'false', '-kernel', 'net_ticktime', tick],
    ]
  }
}

function nodeEnv(folder: string, id: number, { amqp, dist }: NodePorts): Readonly<Record<string, string>> {
  const own = (name: string) => join(folder, `rabbit-${id}`, name)
  return {
    RABBITMQ_NODENAME: nodeNameOf(id),
    RABBITMQ_NODE_PORT: String(amqp),
    RABBITMQ_DIST_PORT: String(dist),
    // not there: all settings are in the other
    RABBITMQ_CONFIG_FILE: own('rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: own('advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: own('enabled_plugins'),
    RABBITMQ_MNESIA_BASE: dataFolder(folder, id),
    RABBITMQ_LOG_BASE: own('log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_PID_FILE: own('pid'),
  }
}

function accepts(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}
