import type { Certificates } from '../host/certificates.ts'
import type { Keeper } from '../host/keeper.ts'
import { serverOf } from '../host/server.ts'
import { until } from '../until.ts'
import type { RabbitBinaries } from './binaries.ts'
import { runRabbitTool, type ErlangWorld, type ToolName } from './erlang.ts'
import { Management } from './management.ts'
import type { RabbitServer } from './server.ts'
import { shopVhost, users, type UserName } from './users.ts'

const usualWatermark = '0.4'

export interface ClusterParts {
  readonly keeper: Keeper
  readonly binaries: RabbitBinaries
  readonly world: ErlangWorld
  readonly servers: readonly RabbitServer[]
  readonly certificates: Certificates | undefined
}

/** A running RabbitMQ; disposing of it leaves nothing behind. */
export class RabbitCluster implements AsyncDisposable {
  readonly system = 'rabbitmq'
  readonly servers: readonly RabbitServer[]
  /** undefined: its ports speak no TLS. */
  readonly certificates: Certificates | undefined
  /** Of RabbitMQ, e.g. `3.10.8`. */
  readonly version: string
  readonly #parts: ClusterParts

  constructor(parts: ClusterParts) {
    this.#parts = parts
    this.servers = parts.servers
    this.certificates = parts.certificates
    this.version = parts.binaries.version
  }

  get folder(): string {
    return this.#parts.keeper.folder
  }

  /** As the administrator, who may also try experiments. */
  get url(): string {
    return this.urlAs('admin')
  }

  /** `rabbitmq+http(s)://user:password@h:p,…`, the management of all nodes. */
  urlAs(user: UserName): string {
    const scheme = this.certificates === undefined ? 'rabbitmq+http' : 'rabbitmq+https'
    const hosts = this.servers.map(({ endpoint }) => endpoint).join(',')
    return `${scheme}://${user}:${users[user].password}@${hosts}`
  }

  /** `amqp(s)://user:password@h:p/vhost` of one node. */
  amqpUrl(id: number, vhost: string = shopVhost, user: UserName = 'admin'): string {
    const scheme = this.certificates === undefined ? 'amqp' : 'amqps'
    const { amqpEndpoint } = this.server(id)
    return `${scheme}://${user}:${users[user].password}@${amqpEndpoint}/${encodeURIComponent(vhost)}`
  }

  /** @param id 1 to n */
  server(id: number): RabbitServer {
    return serverOf(this.servers, id)
  }

  /** The management of one node. */
  management(id: number): Management {
    return new Management(this.server(id).managementUrl, this.certificates?.ca)
  }

  /** @returns what the tool printed; add `--formatter json` for what a program reads */
  tool(name: ToolName, args: readonly string[], id = 1): Promise<string> {
    const { binaries, world } = this.#parts
    return runRabbitTool(binaries, world, name, this.server(id).nodeName, args)
  }

  /** Stops the broker in a node, whose Erlang machine goes on. */
  async stopApp(id: number): Promise<void> {
    await this.tool('rabbitmqctl', ['stop_app'], id)
  }

  async startApp(id: number): Promise<void> {
    await this.tool('rabbitmqctl', ['start_app'], id)
  }

  /** From now on the node's memory is above what it may use: publishers of all nodes are blocked. */
  async setMemoryAlarm(id: number): Promise<void> {
    await this.tool('rabbitmqctl', ['set_vm_memory_high_watermark', '0.0001'], id)
  }

  async clearMemoryAlarm(id: number): Promise<void> {
    await this.tool('rabbitmqctl', ['set_vm_memory_high_watermark', usualWatermark], id)
  }

  /** Resolves when every node that isn't paused or down says that all of them run. */
  async whole(): Promise<void> {
    const awake = this.servers.filter(({ running, paused }) => running && !paused)
    const seesAll = async (id: number) => {
      const nodes = await this.management(id).get<readonly { running: boolean }[]>('nodes')
      return nodes.filter(({ running }) => running).length === awake.length
    }
    await Promise.all(
      awake.map(({ id, name }) => until(`${name} sees all`, () => seesAll(id), { withinMs: 60_000 })),
    )
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.keeper[Symbol.asyncDispose]()
  }
}
