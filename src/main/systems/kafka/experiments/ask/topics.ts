import type { Api } from '../../wire/api.ts'
import { type Reader, Writer } from '../../wire/bytes.ts'

/**
 * CreateTopics v5 to v7.
 *
 *     request   topics [name, num_partitions i32, replication_factor i16, assignments [], configs [name, value?, tags], tags],
 *               timeout_ms i32, validate_only i8, tags
 *     response  throttle i32, topics [name, [topic_id uuid from v7,] error i16, message?, partitions i32, factor i16,
 *               configs? [name, value?, read_only i8, source i8, sensitive i8, tags], tags], tags
 *
 * Under KRaft any broker passes it on; on ZooKeeper only the controller takes it.
 */
export const createTopicsApi: Api = { key: 19, name: 'CreateTopics', min: 5, max: 7, flexibleFrom: 5 }

/**
 * DeleteTopics v4 and v5, by name.
 *
 *     request   names [name], timeout_ms i32, tags
 *     response  throttle i32, responses [name, error i16, [message? from v5,] tags], tags
 */
export const deleteTopicsApi: Api = { key: 20, name: 'DeleteTopics', min: 4, max: 5, flexibleFrom: 4 }

export interface NewTopic {
  readonly name: string
  readonly partitions: number
  /** −1: as many as the cluster's default.replication.factor says. */
  readonly replicas: number
  readonly configs: Readonly<Record<string, string>>
}

export interface TopicAnswer {
  readonly name: string
  readonly error: number
  readonly message: string | null
}

/** @param validateOnly the broker answers as if, and creates nothing */
export function encodeCreateTopics(topic: NewTopic, timeoutMs: number, validateOnly: boolean): Uint8Array {
  return new Writer()
    .compactArray([topic], ({ name, partitions, replicas, configs }, w) => {
      w.compactString(name)
        .int32(partitions)
        .int16(replicas)
        .compactArray([], () => undefined)
      w.compactArray(Object.entries(configs), ([key, value]) =>
        w.compactString(key).compactString(value).noTags(),
      )
      w.noTags()
    })
    .int32(timeoutMs)
    .boolean(validateOnly)
    .noTags()
    .done()
}

export function decodeCreateTopics(reader: Reader, version: number): TopicAnswer[] {
  reader.int32()
  return reader.compactArray((r) => {
    const name = r.compactString() ?? ''
    if (version >= 7) r.skip(16)
    const answer = { name, error: r.int16(), message: r.compactString() }
    // partitions and replication factor
    r.skip(6)
    r.compactArray(skipConfig)
    r.skipTags()
    return answer
  })
}

function skipConfig(reader: Reader): void {
  reader.skipCompact()
  reader.skipCompact()
  reader.skip(3)
  reader.skipTags()
}

export function encodeDeleteTopics(names: readonly string[], timeoutMs: number): Uint8Array {
  return new Writer()
    .compactArray(names, (name, w) => w.compactString(name))
    .int32(timeoutMs)
    .noTags()
    .done()
}

export function decodeDeleteTopics(reader: Reader, version: number): TopicAnswer[] {
  reader.int32()
  return reader.compactArray((r) => {
    const name = r.compactString() ?? ''
    const error = r.int16()
    const message = version >= 5 ? r.compactString() : null
    r.skipTags()
    return { name, error, message }
  })
}
