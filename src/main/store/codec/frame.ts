import zlib from 'node:zlib'
import { checkTime } from './reading-limit.ts'

/** What a blob holds: its first byte. A changed encoding gets a new number; old numbers stay readable. See FORMAT.md. */
export const frameKinds = {
  tick: 1,
  block: 2,
  names: 3,
  roster: 4,
  changes: 5,
  checkpoint: 6,
  instants: 7,
  runLog: 8,
} as const
export type FrameKind = keyof typeof frameKinds

const HEAD_BYTES = 10
const PLAIN = 0
const ZSTD = 1
const ZSTD_LEVEL = { [zlib.constants.ZSTD_c_compressionLevel]: 3 }
/** Below this zstd's own header eats the gain. */
const MIN_TO_COMPRESS = 96

/** A blob does not say what it should: damaged on disk, or written by a newer version. */
export class DamagedFrame extends Error {
  override readonly name = 'DamagedFrame'
}

/** Puts head and checksum before a payload. `compress` is a wish: what does not shrink stays plain. */
export function sealFrame(kind: FrameKind, payload: Uint8Array, compress: boolean): Buffer {
  const packed = compress && payload.length >= MIN_TO_COMPRESS ? zstd(payload) : undefined
  const isSmaller = packed !== undefined && packed.length < payload.length
  const body = isSmaller ? packed : payload
  const frame = Buffer.allocUnsafe(HEAD_BYTES + body.length)
  frame.set(body, HEAD_BYTES)
  writeHead(frame, kind, isSmaller ? ZSTD : PLAIN, payload.length)
  return frame
}

function zstd(payload: Uint8Array): Buffer {
  return zlib.zstdCompressSync(payload, { params: ZSTD_LEVEL, chunkSize: payload.length + 64 })
}

function writeHead(frame: Buffer, kind: FrameKind, compression: number, rawBytes: number): void {
  frame[0] = frameKinds[kind]
  frame[1] = compression
  frame.writeUInt32LE(rawBytes, 2)
  frame.writeUInt32LE(zlib.crc32(frame.subarray(HEAD_BYTES)), 6)
}

/** The largest payload that is believed: a checkpoint of a million facts takes half of it. */
const MOST_BYTES = 256 * 2 ** 20

// a buffer that is filled to its last byte makes Node ask for more, in a second one as large
function unzstd(body: Uint8Array, rawBytes: number): Buffer {
  return zlib.zstdDecompressSync(body, { chunkSize: rawBytes + 64, maxOutputLength: rawBytes + 64 })
}

/** The payload of a frame. @throws DamagedFrame when kind, length or checksum are not right */
export function openFrame(kind: FrameKind, frame: Uint8Array): Uint8Array {
  if (frame.length < HEAD_BYTES) throw new DamagedFrame(`a ${kind} blob of ${frame.length} bytes`)
  if (frame[0] !== frameKinds[kind])
    throw new DamagedFrame(`byte ${frame[0]} where a ${kind} blob should begin`)
  const view = new DataView(frame.buffer, frame.byteOffset, HEAD_BYTES)
  const body = frame.subarray(HEAD_BYTES)
  if (zlib.crc32(body) !== view.getUint32(6, true))
    throw new DamagedFrame(`a ${kind} blob's checksum is wrong`)
  const rawBytes = view.getUint32(2, true)
  if (rawBytes > MOST_BYTES) throw new DamagedFrame(`a ${kind} blob of ${rawBytes} bytes, unpacked`)
  checkTime()
  const payload = frame[1] === ZSTD ? unzstd(body, rawBytes) : body
  if (payload.length !== rawBytes) throw new DamagedFrame(`a ${kind} blob's length is wrong`)
  return payload
}
