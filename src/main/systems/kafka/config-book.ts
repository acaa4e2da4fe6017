import type { Json } from '../../../shared/base/json.ts'
import {
  BROKER_RESOURCE,
  type ConfigEntry,
  type ConfigSource,
  decodeDescribeConfigs,
  TOPIC_RESOURCE,
} from './ask/describe-configs.ts'
import type { Answered } from './raw.ts'
import { Reader } from './wire/bytes.ts'

/** Told even where they stand at their default, because rules and pages compare with them. */
const always = new Set([
  'cleanup.policy',
  'default.replication.factor',
  'log.retention.ms',
  'max.message.bytes',
  'message.max.bytes',
  'min.insync.replicas',
  'offsets.retention.minutes',
  'replica.lag.time.max.ms',
  'retention.bytes',
  'retention.ms',
  'segment.bytes',
  'segment.ms',
  'unclean.leader.election.enable',
])

/** The last known settings of topics and brokers, as the facts `topic.config` and `broker.config` hold them. */
export class ConfigBook {
  readonly #texts = new Map<string, string>()
  #topics: ReadonlyMap<string, Json> = new Map()
  #brokers: ReadonlyMap<string, Json> = new Map()

  /** By name of the topic; a new map only when a setting changed. */
  get topics(): ReadonlyMap<string, Json> {
    return this.#topics
  }

  /** By id of the broker, as text. */
  get brokers(): ReadonlyMap<string, Json> {
    return this.#brokers
  }

  /** @returns how many resources answered with each error code */
  read(answer: Answered): ReadonlyMap<number, number> {
    const errors = new Map<number, number>()
    const topics = new Map<string, Json>()
    const brokers = new Map<string, Json>()
    for (const { type, name, error, entries } of decodeDescribeConfigs(new Reader(answer.body), isKept)) {
      if (error !== 0) errors.set(error, (errors.get(error) ?? 0) + 1)
      else if (this.#isNews(`${String(type)} ${name}`, entries)) {
        if (type === TOPIC_RESOURCE) topics.set(name, factOf(entries))
        if (type === BROKER_RESOURCE) brokers.set(name, factOf(entries))
      }
    }
    if (topics.size > 0) this.#topics = new Map([...this.#topics, ...topics])
    if (brokers.size > 0) this.#brokers = new Map([...this.#brokers, ...brokers])
    return errors
  }

  #isNews(resource: string, entries: readonly ConfigEntry[]): boolean {
    const text = JSON.stringify(entries)
    if (this.#texts.get(resource) === text) return false
    this.#texts.set(resource, text)
    return true
  }
}

function isKept(name: string, source: ConfigSource): boolean {
  return source !== 'default' || always.has(name)
}

function factOf(entries: readonly ConfigEntry[]): Json {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return Object.fromEntries(sorted.map(({ name, value, source }) => [name, { value, source }]))
}
