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

/** The segments of a block, undecoded: merging blocks is putting their segments together. @throws DamagedFrame */
export function segmentsOf(blob: Uint8Array): Segment[] {
  const source = new ByteSource(openFrame('block', blob))
  const heads = Array.from({ length: source.varint() }, () => [source.varint(), source.varint()] as const)
  return heads.map(([ticks, length]) => ({ ticks, bytes: source.take(length) }))
}

interface OpenSegment extends Segment {
  /** First tick within the block. */
  readonly start: number
  readonly columns: number
  readonly source: ByteSource
  /** Byte offset of each column, and of the end. */
  readonly offsets: Uint32Array
}

/** A block whose columns can be read one by one. */
export class Block {
  readonly ticks: number
  readonly #segments: readonly OpenSegment[]

  /** @throws DamagedFrame */
  constructor(blob: Uint8Array) {
    let start = 0
    this.#segments = segmentsOf(blob).map((segment) => {
      const open = openSegment(segment, start)
      start += segment.ticks
      return open
    })
    this.ticks = start
  }

  /** Number of columns; a segment may have fewer, when series came later. */
  get columns(): number {
    return Math.max(0, ...this.#segments.map((segment) => segment.columns))
  }

  isDerived(index: number): boolean {
    return this.#segments.some((s) => index < s.columns && s.bytes[modesOffset(s) + index] === modes.derived)
  }

  /** All ticks of a column into `out[at…]`; NaN where it wasn't observed. */
  read(index: number, out: Float64Array, at = 0): void {
    for (const segment of this.#segments) {
      if (index >= segment.columns) out.fill(NaN, at + segment.start, at + segment.start + segment.ticks)
      else takeColumn(columnOf(segment, index), out, at + segment.start, segment.ticks)
    }
  }

  /** The values of columns 0…count−1 at one tick into `out[at…]`. */
  readTick(tick: number, count: number, out: Float64Array, at: number): void {
    const segment = this.#segments.find((s) => tick < s.start + s.ticks)
    if (segment === undefined) throw new DamagedFrame(`a block has no tick ${tick}`)
    for (let i = 0; i < count; i++)
      out[at + i] = i < segment.columns ? takeValue(columnOf(segment, i), tick - segment.start) : NaN
  }
}

function openSegment(segment: Segment, start: number): OpenSegment {
  const source = new ByteSource(segment.bytes)
  if (source.isAtEnd) return { ...segment, start, columns: 0, source, offsets: new Uint32Array(1) }
  const columns = source.varint()
  const lengthsAt = source.at + columns
  const offsets = new Uint32Array(columns + 1)
  offsets[0] = source.at + columns * 3
  for (let i = 0; i < columns; i++)
    offsets[i + 1] =
      offsets[i]! + (segment.bytes[lengthsAt + i]! | (segment.bytes[lengthsAt + columns + i]! << 8))
  if (offsets[columns] !== segment.bytes.length) throw new DamagedFrame('a segment ends at the wrong byte')
  return { ...segment, start, columns, source, offsets }
}

const modesOffset = (segment: OpenSegment): number => segment.offsets[0]! - segment.columns * 3

function columnOf(segment: OpenSegment, index: number): ColumnBytes {
  const { source, offsets, ticks } = segment
  source.at = offsets[index]!
  return { source, mode: segment.bytes[modesOffset(segment) + index]!, end: offsets[index + 1]!, ticks }
}
