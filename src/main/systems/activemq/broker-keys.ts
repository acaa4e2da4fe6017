import { textIn } from './attributes.ts'
import type { RawEndpoint } from './raw.ts'

/** Who serves which broker. */
export interface Serving {
  /** Address → key of the broker that it serves, or served last. */
  readonly keyOf: ReadonlyMap<string, string>
  /** Key of every broker ever seen → the endpoint that serves it now; undefined: nobody does. */
  readonly brokers: ReadonlyMap<string, RawEndpoint | undefined>
  /** Names under which more than one address serves, with these. */
  readonly rivals: ReadonlyMap<string, readonly string[]>
}

/**
 * Brokers are told apart by their names, so that a slave that takes over goes on with its master's history. Two that
 * serve under one name at once are two: whoever comes second is called `name@host:port`.
 */
export class BrokerKeys {
  readonly #keyOf = new Map<string, string>()
  readonly #holder = new Map<string, string>()

  take(endpoints: readonly RawEndpoint[]): Serving {
    const serving = new Map<string, RawEndpoint[]>()
    for (const endpoint of endpoints) {
      const name = brokerNameOf(endpoint)
      if (name === null) continue
      if (isWaitingSlave(endpoint)) {
        this.#keyOf.set(endpoint.address, name)
        continue
      }
      const sharing = serving.get(name)
      if (sharing === undefined) serving.set(name, [endpoint])
      else sharing.push(endpoint)
    }
    const now = new Map<string, RawEndpoint>()
    for (const [name, sharing] of serving) {
      const holder = this.#holderOf(name, sharing)
      for (const endpoint of sharing) {
        const key = endpoint === holder ? name : `${name}@${endpoint.address}`
        this.#leave(endpoint.address, key)
        this.#keyOf.set(endpoint.address, key)
        this.#holder.set(key, endpoint.address)
        now.set(key, endpoint)
      }
    }
    const brokers = new Map([...this.#holder.keys()].map((key) => [key, now.get(key)]))
    return { keyOf: new Map(this.#keyOf), brokers, rivals: rivalsOf(serving) }
  }

  /** The makeshift name of a second one goes with it. */
  #leave(address: string, key: string): void {
    const before = this.#keyOf.get(address)
    if (before !== undefined && before !== key && before.includes('@')) this.#holder.delete(before)
  }

  /** Whoever had the name keeps it for as long as it serves. */
  #holderOf(name: string, sharing: readonly RawEndpoint[]): RawEndpoint | undefined {
    const before = this.#holder.get(name)
    return sharing.find(({ address }) => address === before) ?? sharing[0]
  }
}

function rivalsOf(
  serving: ReadonlyMap<string, readonly RawEndpoint[]>,
): ReadonlyMap<string, readonly string[]> {
  const shared = [...serving].filter(([, sharing]) => sharing.length > 1)
  return new Map(shared.map(([name, sharing]) => [name, sharing.map(({ address }) => address)]))
}

/** One whose Jolokia is open before it has the lock (as an agent of the JVM is) says of itself that it is a slave. */
export function isWaitingSlave({ beans }: RawEndpoint): boolean {
  return Object.values(beans.Broker ?? {})[0]?.['Slave'] === true
}

/** null: it doesn't answer. */
function brokerNameOf({ beans }: RawEndpoint): string | null {
  return textIn(Object.values(beans.Broker ?? {})[0], 'BrokerName')
}
