import { type BrokerVersions, decodeApiVersions } from './ask/api-versions.ts'
import type { Answered } from './raw.ts'
import { Reader } from './wire/bytes.ts'

const FETCH = 1
const DESCRIBE_QUORUM = 55

/** Feature level of `metadata.version` with which each release began; `kafka-features version-mapping` prints them. */
const releases: readonly (readonly [level: number, release: string])[] = [
  [30, '4.3'],
  [28, '4.2'],
  [26, '4.1'],
  [22, '4.0'],
  [21, '3.9'],
  [20, '3.8'],
  [15, '3.7'],
  [12, '3.6'],
  [9, '3.5'],
  [8, '3.4'],
  [4, '3.3'],
  [3, '3.2'],
  [2, '3.1'],
  [1, '3.0'],
]

/** Which Kafka each broker runs, as far as its API versions tell: no request says it outright. */
export class VersionBook {
  readonly #brokers = new Map<number, BrokerVersions>()

  read(answer: Answered): void {
    this.#brokers.set(answer.broker, decodeApiVersions(new Reader(answer.body)))
  }

  /** "4.3"; undefined: not known. */
  of(broker: number): string | undefined {
    const versions = this.#brokers.get(broker)
    return versions && releaseOf(versions)
  }

  /** Of the broker furthest ahead. */
  get newest(): string | undefined {
    const known = [...this.#brokers.values()].map(releaseOf).filter((release) => release !== undefined)
    return known.sort((a, b) => Number(b) - Number(a))[0]
  }

  /** A broker of a KRaft cluster passes on questions about the quorum; one on ZooKeeper doesn't know them. */
  get mode(): 'kraft' | 'zookeeper' | undefined {
    const [first] = this.#brokers.values()
    if (first === undefined) return undefined
    return first.ranges.has(DESCRIBE_QUORUM) ? 'kraft' : 'zookeeper'
  }
}

/** From the feature level that the software knows, or, on ZooKeeper, from the newest Fetch (17 came with 3.9, 16 with 3.7). */
function releaseOf({ ranges, features }: BrokerVersions): string | undefined {
  const level = features.get('metadata.version') ?? 0
  const release = releases.find(([from]) => level >= from)?.[1]
  if (release !== undefined) return release
  const fetch = ranges.get(FETCH)?.max ?? 0
  return fetch >= 17 ? '3.9' : fetch === 16 ? '3.7' : undefined
}
