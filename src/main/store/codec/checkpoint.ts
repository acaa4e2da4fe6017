import { ByteSink, ByteSource } from './bytes.ts'
import { GROUP_BYTES, NUMBERS_BYTES, putDistances, takeDistances } from './changes.ts'
import { openFrame, sealFrame } from './frame.ts'
import { spend } from './reading-limit.ts'
import { TextsIn, TextsOut } from './texts.ts'

/** A fact in force: the text of its value and since when it held. */
export interface HeldText {
  readonly text: string
  readonly since: number
}

/** All facts of one key: entity number → value. */
export type HeldTexts = ReadonlyMap<number, HeldText>

export interface OpenHeldGroup {
  readonly key: number
  /** Ascending. */
  readonly entities: Int32Array
  /** Numbers in `texts`. */
  readonly values: Int32Array
  readonly since: Float64Array
}

export interface OpenCheckpoint {
  readonly at: number
  readonly groups: readonly OpenHeldGroup[]
  readonly texts: TextsIn
}

/** Every fact that held at one instant, by word id of its key. Self-contained: needs no older row. */
export function encodeCheckpoint(at: number, keys: ReadonlyMap<number, HeldTexts>): Buffer {
  const sink = new ByteSink(4096)
  const texts = new TextsOut()
  sink.zigzag(at)
  sink.varint(keys.size)
  for (const [key, facts] of keys) {
    const sorted = [...facts].sort(([a], [b]) => a - b)
    sink.varint(key)
    sink.varint(sorted.length)
    putDistances(
      sink,
      sorted.map(([entity]) => entity),
    )
    for (const [, held] of sorted) sink.varint(texts.numberOf(held.text))
    for (const [, held] of sorted) sink.varint(at - held.since)
  }
  texts.writeTo(sink)
  return sealFrame('checkpoint', sink.bytes.subarray(0, sink.at), true)
}

/** @throws DamagedFrame */
export function openCheckpoint(blob: Uint8Array): OpenCheckpoint {
  const payload = openFrame('checkpoint', blob)
  spend(payload.length * NUMBERS_BYTES)
  const source = new ByteSource(payload)
  const at = source.zigzag()
  const groups = Array.from({ length: source.count(2) }, () => takeHeld(source, at))
  return { at, groups, texts: new TextsIn(source) }
}

function takeHeld(source: ByteSource, at: number): OpenHeldGroup {
  spend(GROUP_BYTES)
  const key = source.varint()
  const count = source.varint()
  const entities = takeDistances(source, count)
  const values = source.int32s(count)
  const since = source.doubles(count)
  for (let i = 0; i < count; i++) since[i] = at - since[i]!
  return { key, entities, values, since }
}
