import type { Certificates } from '../host/certificates.ts'
import type { Progress } from '../host/jars.ts'
import type { Keeper } from '../host/keeper.ts'
import type { Kit } from '../host/kit.ts'
import { serverOf } from '../host/server.ts'
import { LabError } from '../lab-error.ts'
import type { Proxy } from '../net/proxy.ts'
import { until } from '../until.ts'
import type { Ensemble } from '../zookeeper/ensemble.ts'
import type { KafkaServer } from './broker.ts'
import { saslUsers, type SaslMechanism, type SaslUser } from './sasl.ts'
import { runKafkaTool } from './tool.ts'
import { askCluster } from './wire.ts'

export interface KafkaOptions {
  /** 1 or 3; 1 unless told. */
  readonly brokers?: number
  /** Adds a listener with PLAIN and SCRAM, the users `admin` and `reader`, and an authorizer. */
  readonly sasl?: boolean
  /**
   * Adds a listener with TLS, with a certificate of the lab's own authority; `mutual`: it asks for the client's. The one of
   * `sasl` is with TLS, too.
   */
  readonly tls?: boolean | 'mutual'
  /** Adds a listener through a proxy in front of each broker, which a test can make slow, hang or cut. */
  readonly proxied?: boolean
  /** More lines for every server.properties, or other values. */
  readonly config?: Readonly<Record<string, string>>
  /** Of each broker. From 1024 on the JVM is set up for load instead of a quick start. */
  readonly heapMb?: number
  readonly progress?: Progress
}

/** A running Kafka cluster; disposing of it leaves nothing behind. */
export class KafkaCluster implements AsyncDisposable {
  readonly system = 'kafka'
  readonly servers: readonly KafkaServer[]
  /** What it keeps its metadata in; undefined with KRaft. */
  readonly zookeeper: Ensemble | undefined
  /** undefined: without `tls`. */
  readonly certificates: Certificates | undefined
  readonly #keeper: Keeper
  readonly #kit: Kit

  constructor(
    keeper: Keeper,
    kit: Kit,
    servers: readonly KafkaServer[],
    { zookeeper, certificates }: { zookeeper?: Ensemble; certificates?: Certificates | undefined } = {},
  ) {
    this.#keeper = keeper
    this.#kit = kit
    this.servers = servers
    this.zookeeper = zookeeper
    this.certificates = certificates
  }

  /** `h:p,h:p` of the plain listeners, for which every client is a superuser. */
  get bootstrap(): string {
    return this.servers.map((server) => server.endpoint).join(',')
  }

  /** `kafka://h:p,h:p` */
  get url(): string {
    return `kafka://${this.bootstrap}`
  }

  /** `h:p,h:p` of the SSL listeners. */
  get tlsBootstrap(): string {
    return this.servers.map((server) => server.tlsEndpoint ?? noTls()).join(',')
  }

  /** `h:p,h:p` of the SASL_PLAINTEXT listeners, or SASL_SSL. */
  get saslBootstrap(): string {
    return this.servers.map((server) => server.saslEndpoint ?? noSasl()).join(',')
  }

  /** `kafka://user:password@h:p,h:p?mechanism=…` of the SASL listeners. */
  saslUrl(user: SaslUser = 'admin', mechanism: SaslMechanism = 'scram-sha-256'): string {
    return `kafka://${user}:${saslUsers[user]}@${this.saslBootstrap}?mechanism=${mechanism}`
  }

  /** `h:p,h:p` of the proxies; clients that start there stay behind them. */
  get proxiedBootstrap(): string {
    return this.servers.map((server) => this.#proxyOf(server).endpoint).join(',')
  }

  /** The proxy in front of one broker. */
  proxy(id: number): Proxy {
    return this.#proxyOf(this.server(id))
  }

  get folder(): string {
    return this.#keeper.folder
  }

  /** @param id 1 to n */
  server(id: number): KafkaServer {
    return serverOf(this.servers, id)
  }

  /**
   * Runs one of Kafka's own command-line tools, e.g. `tool('kafka-topics', ['--list'])`.
   * @returns what it printed
   */
  tool(name: string, args: readonly string[]): Promise<string> {
    return runKafkaTool(this.#kit, name, this.bootstrap, args)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { proxy } of this.servers) await proxy?.[Symbol.asyncDispose]()
    await this.#keeper[Symbol.asyncDispose]()
  }

  #proxyOf(server: KafkaServer): Proxy {
    if (server.proxy) return server.proxy
    throw new LabError('This cluster has no proxies', { fix: 'Start it with { proxied: true }' })
  }
}

function noTls(): never {
  throw new LabError('This cluster has no TLS listener', { fix: 'Start it with { tls: true }' })
}

function noSasl(): never {
  throw new LabError('This cluster has no SASL listener', { fix: 'Start it with { sasl: true }' })
}

export const brokerHeapMb = 320

/** @throws LabError for a number of brokers that the lab doesn't start */
export function brokerCount({ brokers = 1 }: KafkaOptions): number {
  if (brokers === 1 || brokers === 3) return brokers
  throw new LabError(`The lab starts 1 or 3 brokers, not ${brokers}`)
}

/** Starts all brokers at once, and waits until each knows of all. */
export async function startBrokers(servers: readonly KafkaServer[]): Promise<void> {
  for (const server of servers) await server.launch()
  await Promise.all(servers.map((server) => server.ready()))
  await Promise.all(
    servers.map((server) =>
      until(
        `${server.name} sees all ${servers.length} brokers`,
        async () => (await askCluster(server.endpoint)).brokerIds.length === servers.length,
        { withinMs: 60_000, everyMs: 25 },
      ),
    ),
  )
}

/** Whether a broker answers, and counts itself in. */
export async function isInCluster(id: number, port: number): Promise<boolean> {
  return (await askCluster(`127.0.0.1:${port}`)).brokerIds.includes(id)
}
