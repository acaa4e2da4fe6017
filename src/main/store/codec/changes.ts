import { ByteSink, ByteSource } from './bytes.ts'
import { openFrame, sealFrame } from './frame.ts'
import { spend } from './reading-limit.ts'
import { TextsIn, TextsOut } from './texts.ts'

/** Edges of one fact key at one instant. Values are JSON texts; null: holds no longer, or did not hold before. */
export interface EdgeGroup {
  /** Word id of the fact's key. */
  readonly key: number
  /** Seen for the first time: nothing was known before, so nothing changed; `before` is empty. */
  readonly isFirst: boolean
  readonly entities: readonly number[] | Int32Array
  readonly after: readonly (string | null)[]
  readonly before: readonly (string | null)[]
}

export interface ChangeRecord {
  readonly at: number
  readonly groups: readonly EdgeGroup[]
}

/** As in EdgeGroup, with values by number in `texts`; −1: null. */
export interface OpenEdgeGroup {
  readonly key: number
  readonly isFirst: boolean
  readonly entities: Int32Array
  readonly after: Int32Array
  readonly before: Int32Array
}

export interface OpenChangeRecord {
  readonly at: number
  readonly groups: readonly OpenEdgeGroup[]
  readonly texts: TextsIn
}

const FIRST = 1

/** What an opened record and a group of it take beside their numbers; a number of one byte becomes one of four. */
const RECORD_BYTES = 600
export const GROUP_BYTES = 800
export const NUMBERS_BYTES = 5

/** The bytes of one record, without frame: records of a segment are put together without being decoded. */
export function encodeRecord({ at, groups }: ChangeRecord): Uint8Array {
  const sink = new ByteSink(256)
  const texts = new TextsOut()
  const put = (text: string | null) => sink.varint(text === null ? 0 : texts.numberOf(text) + 1)
  sink.zigzag(at)
  sink.varint(groups.length)
  for (const group of groups) {
    sink.varint(group.key)
    sink.u8(group.isFirst ? FIRST : 0)
    sink.varint(group.entities.length)
    putDistances(sink, group.entities)
    for (const text of group.after) put(text)
    if (!group.isFirst) for (const text of group.before) put(text)
  }
  texts.writeTo(sink)
  return sink.take()
}

/** Each entity's distance to the one after the last. */
export function putDistances(sink: ByteSink, entities: Iterable<number>): void {
  let last = -1
  for (const entity of entities) {
    sink.zigzag(entity - (last + 1))
    last = entity
  }
}

export function takeDistances(source: ByteSource, count: number): Int32Array {
  const entities = source.int32s(count)
  let last = -1
  for (let i = 0; i < count; i++) {
    const z = entities[i]!
    entities[i] = last = last + 1 + ((z >>> 1) ^ -(z & 1))
  }
  return entities
}

/** A row of the change table: one record as it was appended, or a packed segment of many. */
export function sealRecords(records: readonly Uint8Array[]): Buffer {
  const sink = new ByteSink(records.reduce((sum, record) => sum + record.length + 8, 16))
  for (const record of records) {
    sink.varint(record.length)
    sink.append(record)
  }
  return sealFrame('changes', sink.bytes.subarray(0, sink.at), true)
}

/** The records of a row, undecoded. @throws DamagedFrame */
export function recordsOf(blob: Uint8Array): Uint8Array[] {
  const payload = openFrame('changes', blob)
  spend(payload.length * NUMBERS_BYTES)
  const source = new ByteSource(payload)
  const records: Uint8Array[] = []
  while (!source.isAtEnd) {
    spend(RECORD_BYTES)
    records.push(source.take(source.varint()))
  }
  return records
}

/** When what a record tells happened: its first number. */
export const instantOf = (record: Uint8Array): number => new ByteSource(record).zigzag()

export function openRecord(bytes: Uint8Array): OpenChangeRecord {
  const source = new ByteSource(bytes)
  const at = source.zigzag()
  const groups = Array.from({ length: source.count(3) }, () => takeGroup(source))
  return { at, groups, texts: new TextsIn(source) }
}

function takeGroup(source: ByteSource): OpenEdgeGroup {
  spend(GROUP_BYTES)
  const key = source.varint()
  const isFirst = source.u8() === FIRST
  const count = source.varint()
  const entities = takeDistances(source, count)
  const after = takeNumbers(source, count)
  return {
    key,
    isFirst,
    entities,
    after,
    before: isFirst ? new Int32Array(count).fill(-1) : takeNumbers(source, count),
  }
}

function takeNumbers(source: ByteSource, count: number): Int32Array {
  const numbers = source.int32s(count)
  for (let i = 0; i < count; i++) numbers[i]! -= 1
  return numbers
}
