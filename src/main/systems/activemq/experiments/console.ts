import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { HttpLine } from '../../base/http-line.ts'
import { Meter } from '../../base/meter.ts'
import { record } from '../../base/reading.ts'
import type { Connection } from '../../system.ts'
import { parseOptions } from '../options.ts'

const limitMs = 5000

/** Jolokia of one address, for the acts and readings of experiments: it may call operations, which observing never does. */
export class Console implements Disposable {
  readonly address: string
  readonly #path: string
  readonly #http: HttpLine

  constructor(address: string, { options, credentials }: Connection) {
    const { path, tls, originOf } = parseOptions(options)
    this.address = address
    this.#path = path
    this.#http = new HttpLine(
      address,
      { tls, credentials, headers: { origin: originOf(address) } },
      new Meter(address),
    )
  }

  /**
   * Attributes of all MBeans that fit, by their object names; none is an answer.
   * @param rest after `org.apache.activemq:type=Broker,brokerName=*`
   */
  async read(
    rest: string,
    attributes: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Readonly<Record<string, Json>>>> {
    const mbean = `${everyBroker}${rest}`
    const { status, value } = await this.#ask({ type: 'read', mbean, attribute: [...attributes] }, signal)
    if (status === 404) return new Map()
    return new Map(Object.entries(record(value)).map(([name, bean]) => [name, record(bean)]))
  }

  /** @throws OrreryError `forbidden` with the line of Jolokia’s policy that would allow it */
  async exec(broker: string, operation: string, args: readonly Json[], signal: AbortSignal): Promise<Json> {
    const mbean = `org.apache.activemq:type=Broker,brokerName=${broker}`
    const { value } = await this.#ask({ type: 'exec', mbean, operation, arguments: [...args] }, signal)
    return value ?? null
  }

  [Symbol.dispose](): void {
    this.#http[Symbol.dispose]()
  }

  async #ask(
    body: { readonly [key: string]: Json },
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, Json>>> {
    const answer = record(await this.#http.json({ path: this.#path, body }, limitMs, signal))
    const { status, error } = answer
    if (status === 200 || (status === 404 && body['type'] === 'read')) return answer
    const says = typeof error === 'string' ? error.slice(0, 300) : `status ${String(status)}`
    if (status !== 403) throw new OrreryError('refused', `Jolokia of ${this.address}: ${says}`)
    throw new OrreryError('forbidden', `Jolokia of ${this.address} refuses: ${says}`, {
      fix: policyFor(body),
    })
  }
}

const everyBroker = 'org.apache.activemq:type=Broker,brokerName=*'

function policyFor({ type, mbean, operation }: { readonly [key: string]: Json }): string {
  const allowed =
    type === 'exec'
      ? `<operation>${String(operation).replace(/\(.*/, '')}</operation>`
      : '<attribute>*</attribute>'
  return `In conf/jolokia-access.xml add to <allow>: <mbean><name>${String(mbean)}</name>${allowed}</mbean>, and see that no <deny> names it`
}

/** A broker that serves, and the address of its Jolokia. */
export interface Broker {
  readonly console: Console
  readonly name: string
  /** Of its transport connectors, by name: `stomp://0.0.0.0:61613?…` */
  readonly connectors: Readonly<Record<string, string>>
}

/** All brokers of a target that answer, in the order of its addresses; a slave that waits does not. */
export class Brokers implements Disposable {
  readonly all: readonly Broker[]

  private constructor(all: readonly Broker[]) {
    this.all = all
  }

  /** @throws OrreryError as the first address failed, when none answers */
  static async open(connection: Connection, signal: AbortSignal): Promise<Brokers> {
    const consoles = connection.endpoints.map((address) => new Console(address, connection))
    const asked = await Promise.allSettled(consoles.map((console) => brokerOf(console, signal)))
    signal.throwIfAborted()
    const all = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const [first] = asked
    if (all.length === 0 && first?.status === 'rejected') throw first.reason
    return new Brokers(all)
  }

  [Symbol.dispose](): void {
    for (const { console } of this.all) console[Symbol.dispose]()
  }
}

async function brokerOf(console: Console, signal: AbortSignal): Promise<Broker> {
  const found = await console.read('', ['BrokerName', 'TransportConnectors'], signal)
  const [bean] = found.values()
  const name = bean?.['BrokerName']
  if (typeof name !== 'string')
    throw new OrreryError('unsupported', `Jolokia of ${console.address} knows no broker`, {
      fix: 'It may still be starting, or wait for the lock of its store',
    })
  const connectors = Object.entries(record(bean?.['TransportConnectors'])).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { console, name, connectors: Object.fromEntries(connectors) }
}
