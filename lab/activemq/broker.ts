import type { Keeper } from '../host/keeper.ts'
import { ProcessServer, type ServerPlan } from '../host/server.ts'
import { LabError } from '../lab-error.ts'
import { labUsers, type BrokerConfig } from './config.ts'
import { askJolokia, type JolokiaAnswer, type JolokiaRequest, type JolokiaUser } from './jolokia.ts'

/** One broker. Its `endpoint` is that of Jolokia's HTTP server, by which it is observed. */
export class ActiveMqBroker extends ProcessServer {
  readonly brokerName: string
  /** `127.0.0.1:port`; undefined: it has no STOMP connector. */
  readonly stompEndpoint: string | undefined
  readonly openwireEndpoint: string
  /** `http(s)://127.0.0.1:port/api/jolokia` */
  readonly jolokiaUrl: string
  /** Its configuration, and unless it is shared its store. */
  readonly folder: string
  readonly #ca: string | undefined
  #logBefore = 0

  constructor(
    keeper: Keeper,
    plan: Omit<ServerPlan, 'isReady'>,
    config: BrokerConfig,
    ca: string | undefined,
  ) {
    super(keeper, { ...plan, isReady: () => this.#isReady() })
    const { brokerName, ports, folder } = config
    this.brokerName = brokerName
    this.folder = folder
    this.stompEndpoint = ports.stomp === undefined ? undefined : `127.0.0.1:${ports.stomp}`
    this.openwireEndpoint = `127.0.0.1:${ports.openwire}`
    this.jolokiaUrl = `${ca === undefined ? 'http' : 'https'}://${this.endpoint}/api/jolokia`
    this.#ca = ca
  }

  /** Of its broker MBean, e.g. `,destinationType=Queue,destinationName=orders`. */
  mbean(rest = ''): string {
    return `org.apache.activemq:type=Broker,brokerName=${this.brokerName}${rest}`
  }

  queue(name: string): string {
    return this.mbean(`,destinationType=Queue,destinationName=${name}`)
  }

  override async launch(): Promise<void> {
    this.#logBefore = (await this.logs().catch(() => '')).length
    await super.launch()
  }

  /** What Jolokia says, whatever it is. */
  jolokia(request: JolokiaRequest, user: JolokiaUser = labUsers.admin): Promise<JolokiaAnswer> {
    return askJolokia(this.jolokiaUrl, user, request, this.#ca)
  }

  /** The value of a read or an operation. @throws LabError when Jolokia says that it went wrong */
  async ask(request: JolokiaRequest): Promise<unknown> {
    const { status, value, error } = await this.jolokia(request)
    if (status === 200) return value
    throw new LabError(`${this.name}: ${request.type} of ${request.mbean ?? 'Jolokia'}: ${status} ${error}`)
  }

  /** Attributes of one MBean; undefined: there is no such MBean. */
  async read(mbean: string, attribute: readonly string[]): Promise<Record<string, unknown> | undefined> {
    const { status, value, error } = await this.jolokia({ type: 'read', mbean, attribute })
    if (status === 404) return undefined
    if (status === 200) return value as Record<string, unknown>
    throw new LabError(`${this.name}: read of ${mbean}: ${status} ${error}`)
  }

  exec(mbean: string, operation: string, args: readonly unknown[] = []): Promise<unknown> {
    return this.ask({ type: 'exec', mbean, operation, arguments: args })
  }

  /** Whether it serves; a slave that waits for the lock of its store does not, and opens no port. */
  async serves(): Promise<boolean> {
    const read = this.jolokia({ type: 'read', mbean: this.mbean(), attribute: 'BrokerId' })
    return read.then(
      ({ status }) => status === 200,
      () => false,
    )
  }

  async #isReady(): Promise<boolean> {
    return (await this.serves()) || this.#waits()
  }

  /** Whether it says that another broker holds the lock, since it was started last. */
  async #waits(): Promise<boolean> {
    const log = (await this.logs()).slice(this.#logBefore)
    return log.includes('is now in slave mode')
  }
}
