import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * DescribeConfigs v4: settings of topics (from any broker) and of a broker (from that broker).
 *
 *     request   resources [type i8, name, keys null, tags], include_synonyms i8, include_documentation i8, tags
 *     response  throttle i32, results [error i16, message?, type i8, name,
 *                 configs [name, value?, read_only i8, source i8, is_sensitive i8, synonyms [name, value?, source i8, tags],
 *                          type i8, documentation?, tags], tags], tags
 */
export const describeConfigsApi: Api = {
  key: 32,
  name: 'DescribeConfigs',
  min: 4,
  max: 4,
  flexibleFrom: 4,
}

export const TOPIC_RESOURCE = 2
export const BROKER_RESOURCE = 4

/** Where a value was set, by the protocol's number. */
const sources: Readonly<Record<number, ConfigSource>> = {
  1: 'topic',
  2: 'broker, dynamic',
  3: 'all brokers, dynamic',
  4: 'broker, static',
  5: 'default',
  8: 'group',
}

export type ConfigSource =
  'topic' | 'broker, dynamic' | 'all brokers, dynamic' | 'broker, static' | 'default' | 'group' | 'unknown'

export interface ConfigEntry {
  readonly name: string
  /** null: sensitive, the broker doesn't tell. */
  readonly value: string | null
  readonly source: ConfigSource
}

export interface ResourceConfig {
  readonly type: number
  readonly name: string
  readonly error: number
  readonly entries: readonly ConfigEntry[]
}

export function encodeDescribeConfigs(resources: readonly { type: number; name: string }[]): Uint8Array {
  return new Writer(64 + resources.length * 32)
    .compactArray(resources, ({ type, name }, w) => {
      w.int8(type).compactString(name)
      w.compactArray(null, () => undefined).noTags()
    })
    .boolean(false)
    .boolean(false)
    .noTags()
    .done()
}

/** @param keep which entries are worth an object: a topic has 35 settings, mostly defaults */
export function decodeDescribeConfigs(
  reader: Reader,
  keep: (name: string, source: ConfigSource) => boolean,
): ResourceConfig[] {
  reader.int32()
  return reader.compactArray((r) => {
    const error = r.int16()
    r.compactString()
    const type = r.int8()
    const name = r.compactString() ?? ''
    const entries: ConfigEntry[] = []
    for (let left = r.compactLength(); left > 0; left--) {
      const entry = decodeEntry(r)
      if (keep(entry.name, entry.source)) entries.push(entry)
    }
    r.skipTags()
    return { type, name, error, entries }
  })
}

function decodeEntry(reader: Reader): ConfigEntry {
  const name = reader.compactString() ?? ''
  const value = reader.compactString()
  reader.boolean()
  const source = sources[reader.int8()] ?? 'unknown'
  const sensitive = reader.boolean()
  reader.compactArray((r) => {
    r.skipCompact()
    r.skipCompact()
    r.int8()
    r.skipTags()
  })
  reader.int8()
  reader.skipCompact()
  reader.skipTags()
  return { name, value: sensitive ? null : value, source }
}
