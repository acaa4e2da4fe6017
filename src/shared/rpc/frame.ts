/**
 * The frame of the WebSocket: `u32 length of the header · header (JSON, UTF-8) · padding to 8 · raw typed arrays`.
 * The header is `{ body, arrays: [[path, type, offset, length], …], numbers: [[path, name], …] }`; where an array belongs,
 * or a number that JSON doesn't know (NaN: not observed, Infinity), `body` holds null.
 * Offsets count from the end of the padded header and are multiples of 8, so that a receiver looks into the message
 * without copying. Bytes are little-endian, as on every machine that Orrery runs on.
 */
import { OrreryError } from '../base/errors.ts'

type ViewConstructor = {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer, byteOffset: number, length: number): ArrayBufferView
}

/** Names on the wire. Never renamed: both ends must agree. */
const viewTypes = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  i16: Int16Array,
  u16: Uint16Array,
  i8: Int8Array,
  u8: Uint8Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
} as const satisfies Record<string, ViewConstructor>

type Key = string | number
type Odd = readonly [path: readonly Key[], name: string]
type Placed = readonly [path: readonly Key[], type: string, offset: number, length: number]
interface Found {
  readonly path: readonly Key[]
  readonly type: string
  readonly view: ArrayBufferView
  readonly offset: number
}

/** What JSON can't hold, as it is met. */
interface Taken {
  readonly views: Found[]
  readonly numbers: Odd[]
}

const oddNumbers: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity }

const align = (bytes: number): number => (bytes + 7) & ~7

/** Deeper than any view; a cycle ends here with an error instead of a stack overflow. */
const depthLimit = 64

/** @throws OrreryError `bug` for what is neither JSON nor a typed array */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const taken: Taken = { views: [], numbers: [] }
  const body = takeArrays(message, [], taken)
  const arrays = taken.views.map(({ path, type, view, offset }): Placed => [
    path,
    type,
    offset,
    elements(view),
  ])
  const header = new TextEncoder().encode(JSON.stringify({ body, arrays, numbers: taken.numbers }))
  const dataStart = align(4 + header.length)
  const last = taken.views.at(-1)
  const frame = new Uint8Array(dataStart + (last === undefined ? 0 : last.offset + last.view.byteLength))
  new DataView(frame.buffer).setUint32(0, header.length, true)
  frame.set(header, 4)
  for (const { view, offset } of taken.views)
    frame.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), dataStart + offset)
  return frame
}

/** Typed arrays of the result look into `frame`. @throws OrreryError `protocol` for anything that isn't a whole frame */
export function decodeFrame(frame: Uint8Array): unknown {
  try {
    return decode(frame.byteOffset % 8 === 0 ? frame : frame.slice())
  } catch (cause) {
    throw new OrreryError('protocol', 'A message is not a frame of Orrery', { cause })
  }
}

function decode(frame: Uint8Array): unknown {
  const headerLength = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0, true)
  if (4 + headerLength > frame.length) throw new RangeError('The header is longer than the frame')
  const header = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(4, 4 + headerLength)),
  )
  const root: Record<string, unknown> = { body: header.body }
  const dataStart = frame.byteOffset + align(4 + headerLength)
  for (const [path, type, offset, length] of header.arrays as readonly Placed[])
    put(root, path, viewOf(frame, type, dataStart + offset, length))
  for (const [path, name] of (header.numbers ?? []) as readonly Odd[]) put(root, path, oddNumber(name))
  return root['body']
}

function viewOf(frame: Uint8Array, type: string, byteOffset: number, length: number): ArrayBufferView {
  if (!Object.hasOwn(viewTypes, type)) throw new TypeError(`No array type ${type}`)
  const View: ViewConstructor = viewTypes[type as keyof typeof viewTypes]
  if (byteOffset + length * View.BYTES_PER_ELEMENT > frame.byteOffset + frame.byteLength)
    throw new RangeError('An array ends after the frame')
  return new View(frame.buffer as ArrayBuffer, byteOffset, length)
}

function oddNumber(name: string): number {
  if (!Object.hasOwn(oddNumbers, name)) throw new TypeError(`No number ${name}`)
  return oddNumbers[name] ?? NaN
}

/** Sets what stands at `path` below root.body; only ever replaces the null that the sender left there. */
function put(root: Record<string, unknown>, path: readonly Key[], value: unknown): void {
  let holder: Record<Key, unknown> = root
  let key: Key = 'body'
  for (const next of path) {
    const inner = holder[key]
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, next))
      throw new TypeError('No such path')
    holder = inner as Record<Key, unknown>
    key = next
  }
  if (holder[key] !== null) throw new TypeError('No place for it')
  holder[key] = value
}

/** The value with null for each typed array and odd number; the very same value where it holds none. */
function takeArrays(value: unknown, path: readonly Key[], taken: Taken): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    taken.numbers.push([path, String(value)])
    return null
  }
  if (typeof value !== 'object' || value === null) return plain(value, path)
  if (ArrayBuffer.isView(value)) {
    const before = taken.views.at(-1)
    const offset = before === undefined ? 0 : align(before.offset + before.view.byteLength)
    taken.views.push({ path, type: typeOf(value), view: value, offset })
    return null
  }
  if (path.length > depthLimit) throw new OrreryError('bug', 'A message is nested too deeply, or is a cycle')
  return Array.isArray(value) ? takeFromList(value, path, taken) : takeFromRecord(value, path, taken)
}

function takeFromList(list: readonly unknown[], path: readonly Key[], taken: Taken): unknown {
  let copy: unknown[] | undefined
  for (let i = 0; i < list.length; i++) {
    const item = list[i]
    if (typeof item === 'string' || Number.isFinite(item)) continue
    const kept = takeArrays(item, [...path, i], taken)
    if (kept !== item) (copy ??= list.slice())[i] = kept
  }
  return copy ?? list
}

function takeFromRecord(record: object, path: readonly Key[], taken: Taken): unknown {
  let copy: Record<string, unknown> | undefined
  for (const [key, item] of Object.entries(record)) {
    const kept = takeArrays(item, [...path, key], taken)
    if (kept !== item) (copy ??= { ...record })[key] = kept
  }
  return copy ?? record
}

function plain(value: unknown, path: readonly Key[]): unknown {
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
    throw new OrreryError('bug', `A ${typeof value} at ${path.join('.')} cannot be sent`)
  return value
}

function typeOf(view: ArrayBufferView): string {
  for (const [name, View] of Object.entries(viewTypes)) if (view instanceof View) return name
  throw new OrreryError('bug', `A ${view.constructor.name} cannot be sent`)
}

function elements(view: ArrayBufferView): number {
  return (view as Uint8Array).length
}
