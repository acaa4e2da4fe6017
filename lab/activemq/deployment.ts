import type { Keeper } from '../host/keeper.ts'
import { serverOf } from '../host/server.ts'
import { LabError } from '../lab-error.ts'
import { until } from '../until.ts'
import type { ActiveMqBroker } from './broker.ts'
import { labUsers } from './config.ts'
import { StompClient } from './stomp.ts'

export type ActiveMqKind = 'single' | 'network' | 'pair'

const bridgeLimitMs = 30_000

/** Running brokers; disposing of it leaves nothing behind. */
export class ActiveMqDeployment implements AsyncDisposable {
  readonly system = 'activemq'
  readonly kind: ActiveMqKind
  /** By their numbers from 1. Of a network: A, then B, whose bridge goes to A. */
  readonly servers: readonly ActiveMqBroker[]
  /** Path of the PEM of the authority that signed the certificate of Jolokia and STOMP; undefined: no TLS. */
  readonly ca: string | undefined
  readonly #keeper: Keeper

  constructor(
    keeper: Keeper,
    kind: ActiveMqKind,
    servers: readonly ActiveMqBroker[],
    ca: string | undefined,
  ) {
    this.#keeper = keeper
    this.kind = kind
    this.servers = servers
    this.ca = ca
  }

  get folder(): string {
    return this.#keeper.folder
  }

  /** `activemq+http(s)://admin:admin@h:p,h:p/api/jolokia`: all brokers, as the admin. */
  get url(): string {
    return this.urlAs('admin')
  }

  urlAs(user: keyof typeof labUsers): string {
    const { username, password } = labUsers[user]
    const scheme = this.ca === undefined ? 'activemq+http' : 'activemq+https'
    const endpoints = this.servers.map(({ endpoint }) => endpoint).join(',')
    return `${scheme}://${username}:${password}@${endpoints}/api/jolokia`
  }

  /** @param id from 1 */
  server(id: number): ActiveMqBroker {
    return serverOf(this.servers, id)
  }

  /** The broker of a pair that holds the lock; undefined while none serves. The paused are not asked. */
  async master(): Promise<ActiveMqBroker | undefined> {
    const awake = this.servers.filter(({ running, paused }) => running && !paused)
    const serving = await Promise.all(awake.map((server) => server.serves()))
    return awake.find((_, i) => serving[i])
  }

  /** A client of a broker, as the admin. */
  stomp(server: ActiveMqBroker, clientId?: string): Promise<StompClient> {
    if (server.stompEndpoint === undefined) throw new LabError(`${server.name} has no STOMP connector`)
    return StompClient.open(server.stompEndpoint, { ...labUsers.admin, clientId, ca: this.ca })
  }

  /** How many bridges the network connector of B keeps right now. */
  async bridges(): Promise<number> {
    const b = this.server(2)
    const { status, value } = await b.jolokia({
      type: 'read',
      mbean: b.mbean(',connector=networkConnectors,networkConnectorName=*,networkBridge=*'),
      attribute: ['RemoteBrokerName'],
    })
    return status === 200 ? Object.keys(value as object).length : 0
  }

  /** Through JMX, as an operator would: B lets go of A. */
  async stopBridge(): Promise<void> {
    const b = this.server(2)
    await b.exec(connectorOf(b), 'stop()')
    await until('the bridge is gone', async () => (await this.bridges()) === 0, { withinMs: bridgeLimitMs })
  }

  async startBridge(): Promise<void> {
    const b = this.server(2)
    await b.exec(connectorOf(b), 'start()')
    await this.bridged()
  }

  /** Resolves when the bridge from B to A is up. */
  async bridged(): Promise<void> {
    await until('the bridge is up', async () => (await this.bridges()) === 1, { withinMs: bridgeLimitMs })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#keeper[Symbol.asyncDispose]()
  }
}

function connectorOf(b: ActiveMqBroker): string {
  return b.mbean(`,connector=networkConnectors,networkConnectorName=nc-${b.brokerName}`)
}
