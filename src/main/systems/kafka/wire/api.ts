import { Writer } from './bytes.ts'

/** One request of Kafka's protocol, and which of its versions this slice can write and read. */
export interface Api {
  readonly key: number
  /** As Kafka names it: `ListOffsets`. */
  readonly name: string
  readonly min: number
  readonly max: number
  /** The first version with compact types and tagged fields. */
  readonly flexibleFrom: number
}

/** What a broker said it supports, by API key. */
export type VersionRanges = ReadonlyMap<number, { readonly min: number; readonly max: number }>

/**
 * The newest version that both sides know; undefined: none.
 * Never ask without it: a broker answers an API it doesn't know by closing the connection.
 */
export function commonVersion(api: Api, ranges: VersionRanges): number | undefined {
  const theirs = ranges.get(api.key)
  if (theirs === undefined) return undefined
  const version = Math.min(api.max, theirs.max)
  return version >= Math.max(api.min, theirs.min) ? version : undefined
}

const CLIENT_ID = 'orrery'

/**
 * A whole request: `length i32 · key i16 · version i16 · correlation i32 · client id string · [tags] · body`.
 * Header 2 (with tags) goes with flexible versions.
 */
export function frame(api: Api, version: number, correlation: number, body: Uint8Array): Uint8Array {
  const writer = new Writer(32 + body.length).int32(0).int16(api.key).int16(version).int32(correlation)
  writer.string(CLIENT_ID)
  if (version >= api.flexibleFrom) writer.noTags()
  const bytes = writer.raw(body).done()
  new DataView(bytes.buffer, bytes.byteOffset).setInt32(0, bytes.length - 4)
  return bytes
}
