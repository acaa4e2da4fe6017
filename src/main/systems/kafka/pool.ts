import type { Cost } from '../sample.ts'
import type { BrokerAddress } from './ask/metadata.ts'
import { Link } from './link.ts'
import type { Way } from './open-broker.ts'

/** Links to one broker: `tick` for what must be quick, `slow` for what may take its time and would block the others. */
interface BrokerLinks {
  readonly endpoint: string
  readonly tick: Link
  slow: Link | undefined
}

/** One or two links to every broker that Metadata names. */
export class Pool implements Disposable {
  readonly #way: Way
  readonly #brokers = new Map<number, BrokerLinks>()

  constructor(way: Way) {
    this.#way = way
  }

  /** Opens links to new brokers and drops those of brokers that have gone or moved. */
  follow(addresses: readonly BrokerAddress[]): void {
    const wanted = new Map(addresses.map(({ id, host, port }) => [id, joinEndpoint(host, port)]))
    for (const [id, links] of this.#brokers) {
      if (wanted.get(id) === links.endpoint) continue
      links.tick[Symbol.dispose]()
      links.slow?.[Symbol.dispose]()
      this.#brokers.delete(id)
    }
    for (const [id, endpoint] of wanted) {
      if (this.#brokers.has(id)) continue
      this.#brokers.set(id, { endpoint, tick: new Link(id, endpoint, this.#way), slow: undefined })
    }
  }

  /** For every tick, in ascending order of broker ids. */
  ticks(): readonly Link[] {
    return [...this.#brokers.values()].map((links) => links.tick).sort((a, b) => a.broker - b.broker)
  }

  tick(broker: number): Link | undefined {
    return this.#brokers.get(broker)?.tick
  }

  /** Opened when first needed. */
  slow(broker: number): Link | undefined {
    const links = this.#brokers.get(broker)
    if (links === undefined) return undefined
    return (links.slow ??= new Link(broker, links.endpoint, this.#way))
  }

  takeCost(): Cost[] {
    return [...this.#brokers.values()].map(({ endpoint, tick, slow }) => {
      const a = tick.takeTraffic()
      const b = slow?.takeTraffic()
      return {
        endpoint,
        requests: a.requests + (b?.requests ?? 0),
        sentBytes: a.sentBytes + (b?.sentBytes ?? 0),
        receivedBytes: a.receivedBytes + (b?.receivedBytes ?? 0),
        ms: a.ms + (b?.ms ?? 0),
      }
    })
  }

  [Symbol.dispose](): void {
    this.follow([])
  }
}

export function joinEndpoint(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`
}
