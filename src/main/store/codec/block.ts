import { ByteSink, ByteSource } from './bytes.ts'
import { DamagedFrame, openFrame, sealFrame } from './frame.ts'
import { modes, putColumn } from './put-column.ts'
import { type ColumnBytes, takeColumn, takeValue } from './take-column.ts'

const column = new ByteSink(1 << 12)

/**
 * One segment: `columns.length` series over the same `ticks` instants, which the span row keeps. Empty bytes when
 * nothing was observed at all. `isDerived` marks columns that a reader works out from their neighbours.
 */
export function encodeSegment(
  columns: readonly Float64Array[],
  ticks: number,
  isDerived?: (index: number) => boolean,
): Uint8Array {
  const count = columns.length
  const sink = new ByteSink(64 + count * 16)
  sink.varint(count)
  const modesAt = sink.at
  sink.reserve(count * 3)
  sink.at += count * 3
  let isEmpty = true
  for (let i = 0; i < count; i++) {
    column.at = 0
    const mode = isDerived?.(i) ? modes.derived : putColumn(column, columns[i]!, ticks)
    if (mode !== modes.absent && mode !== modes.derived) isEmpty = false
    sink.bytes[modesAt + i] = mode
    sink.bytes[modesAt + count + i] = column.at & 255
    sink.bytes[modesAt + count * 2 + i] = column.at >> 8
    sink.append(column.bytes.subarray(0, column.at))
  }
  return isEmpty ? new Uint8Array(0) : sink.take()
}

/** A segment with its number of ticks, which an empty one can't tell. */
export interface Segment {
  readonly ticks: number
  readonly bytes: Uint8Array
}

/** One or more segments, one after the other in time, in one compressed frame. */
export function sealBlock(segments: readonly Segment[]): Buffer {
  const sink = new ByteSink(64)
  sink.varint(segments.length)
  for (const { ticks, bytes } of segments) {
    sink.varint(ticks)
    sink.varint(bytes.length)
  }
  for (const { bytes } of segments) sink.append(bytes)
  return sealFrame('block', sink.bytes.subarray(0, sink.at), true)
}

function countOf(source: ByteSource): number {
  const count = source.count(2)
  if (count > MOST_SEGMENTS) throw new DamagedFrame(`a block of ${count} segments`)
  return count
}

/** The segments of a block, undecoded: merging blocks is putting their segments together. @throws DamagedFrame */
export function segmentsOf(blob: Uint8Array): Segment[] {
  const payload = openFrame('block', blob)
  if (payload.length > MOST_BYTES) throw new DamagedFrame(`a block of ${payload.length} bytes`)
  const source = new ByteSource(payload)
  const heads = Array.from({ length: countOf(source) }, () => [source.varint(), source.varint()] as const)
  return heads.map(([ticks, length]) => ({ ticks, bytes: source.take(length) }))
}

/** A column of zeros takes three bytes, however long it says it is. */
export const MOST_TICKS = 2 ** 20
const MOST_SEGMENTS = 2 ** 14
/** Of a block, unpacked: four windows take a fiftieth of it at most. */
const MOST_BYTES = 16 * 2 ** 20

/** What a segment takes beside its bytes: offsets and objects. */
const SEGMENT_BYTES = 1_024

/** A block whose columns can be read one by one. */
export class Block {
  readonly ticks: number
  /** Number of columns; a segment may have fewer, when series came later. */
  readonly columns: number
  /** What keeping it takes, about. */
  readonly bytes: number
  readonly #segments: readonly SegmentReader[]

  /** @throws DamagedFrame */
  constructor(blob: Uint8Array) {
    let start = 0
    const segments = segmentsOf(blob)
    this.bytes = segments.reduce((sum, { bytes }) => sum + bytes.length + SEGMENT_BYTES, 0)
    this.#segments = segments.map((segment) => {
      const reader = new SegmentReader(segment, start)
      start += segment.ticks
      return reader
    })
    if (start > MOST_TICKS) throw new DamagedFrame(`a block of ${start} ticks`)
    this.ticks = start
    this.columns = this.#segments.reduce((most, segment) => Math.max(most, segment.columns), 0)
  }

  /** True: a rollup column that follows from its neighbours. */
  isDerived(index: number): boolean {
    return this.#segments.some((segment) => segment.isDerived(index))
  }

  /** All ticks of a column into `out[at…]`; NaN where it wasn't observed. */
  read(index: number, out: Float64Array, at = 0): void {
    for (const segment of this.#segments) segment.read(index, out, at + segment.start)
  }

  /** The values of columns 0…count−1 at one tick into `out[at…]`. */
  readTick(tick: number, count: number, out: Float64Array, at: number): void {
    const segment = this.#segments.find((s) => tick < s.start + s.ticks)
    if (segment === undefined) throw new DamagedFrame(`a block has no tick ${tick}`)
    for (let i = 0; i < count; i++) out[at + i] = segment.value(i, tick - segment.start)
  }
}

/** One segment of a block; what it holds is looked into when it's first read. */
class SegmentReader {
  /** First tick within the block. */
  readonly start: number
  readonly ticks: number
  readonly columns: number
  readonly #column: ColumnBytes
  readonly #modesAt: number
  /** Byte offset of each column, and of the end. */
  #offsets: Uint32Array | undefined

  constructor({ ticks, bytes }: Segment, start: number) {
    const source = new ByteSource(bytes)
    this.start = start
    this.ticks = ticks
    this.columns = source.isAtEnd ? 0 : source.varint()
    this.#modesAt = source.at
    this.#column = { source, mode: modes.absent, end: 0, ticks }
  }

  isDerived(index: number): boolean {
    return index < this.columns && this.#seek(index).mode === modes.derived
  }

  read(index: number, out: Float64Array, at: number): void {
    if (index >= this.columns) out.fill(NaN, at, at + this.ticks)
    else takeColumn(this.#seek(index), out, at, this.ticks)
  }

  value(index: number, tick: number): number {
    return index < this.columns ? takeValue(this.#seek(index), tick) : NaN
  }

  #seek(index: number): ColumnBytes {
    const offsets = (this.#offsets ??= this.#findOffsets())
    const column = this.#column
    column.source.at = offsets[index]!
    column.mode = column.source.bytes[this.#modesAt + index]!
    column.end = offsets[index + 1]!
    return column
  }

  #findOffsets(): Uint32Array {
    const { columns } = this
    const { bytes } = this.#column.source
    const lengthsAt = this.#modesAt + columns
    const offsets = new Uint32Array(columns + 1)
    let at = (offsets[0] = lengthsAt + columns * 2)
    for (let i = 0; i < columns; i++) {
      at += bytes[lengthsAt + i]! | (bytes[lengthsAt + columns + i]! << 8)
      offsets[i + 1] = at
    }
    if (at !== bytes.length) throw new DamagedFrame('a segment ends at the wrong byte')
    return offsets
  }
}
