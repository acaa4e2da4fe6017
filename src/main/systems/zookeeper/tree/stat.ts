import type { ZnodeKind } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { StatFact } from './znode.ts'

export const statBytes = 68
/** Where the fields stand: longs in two halves, the high one first. */
const at = {
  czxid: 0,
  mzxid: 8,
  ctime: 16,
  mtime: 24,
  version: 32,
  cversion: 36,
  aversion: 40,
  owner: 44,
  dataLength: 52,
  numChildren: 56,
  pzxid: 60,
} as const

/**
 * Stat as it comes: czxid, mzxid, ctime, mtime long; version, cversion, aversion int; ephemeralOwner long; dataLength,
 * numChildren int; pzxid long. Written for speed: a tree has 100,000 of them. Most znodes were never changed, so one
 * string serves all their zxids.
 */
export function readStat(buffer: Buffer, from: number): StatFact {
  const czxid = hex(buffer, from + at.czxid)
  const mzxid = same(buffer, from + at.czxid, from + at.mzxid) ? czxid : hex(buffer, from + at.mzxid)
  const pzxid = same(buffer, from + at.czxid, from + at.pzxid) ? czxid : hex(buffer, from + at.pzxid)
  const ctime = long(buffer, from + at.ctime)
  return [
    czxid,
    mzxid,
    pzxid,
    ctime,
    same(buffer, from + at.ctime, from + at.mtime) ? ctime : long(buffer, from + at.mtime),
    buffer.readInt32BE(from + at.version),
    buffer.readInt32BE(from + at.cversion),
    buffer.readInt32BE(from + at.aversion),
    isZero(buffer, from + at.owner) ? null : hex(buffer, from + at.owner),
    buffer.readInt32BE(from + at.dataLength),
    buffer.readInt32BE(from + at.numChildren),
  ]
}

/** Containers and TTL nodes are marked in the owner's field; any other owner is a session. */
export function kindOf(owner: string | null): ZnodeKind {
  if (owner === null) return 'persistent'
  if (owner === '0x8000000000000000') return 'container'
  return owner.length === 18 && owner.startsWith('0xff') ? 'ttl' : 'ephemeral'
}

function same(buffer: Buffer, a: number, b: number): boolean {
  return (
    buffer.readInt32BE(a + 4) === buffer.readInt32BE(b + 4) && buffer.readInt32BE(a) === buffer.readInt32BE(b)
  )
}

function isZero(buffer: Buffer, from: number): boolean {
  return buffer.readInt32BE(from) === 0 && buffer.readInt32BE(from + 4) === 0
}

/** All bytes in two hex digits. */
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** Zxids of one tree share their upper bytes for long stretches: those digits are kept. */
let upper = { high: 0, middle: 0, digits: '0x0000' }

function hex(buffer: Buffer, from: number): string {
  const high = buffer.readUInt32BE(from)
  const middle = buffer.readUInt16BE(from + 4)
  if (high !== upper.high || middle !== upper.middle)
    upper = { high, middle, digits: upperDigits(high, middle) }
  const low =
    upper.digits + (hexOfByte[buffer[from + 6] ?? 0] ?? '') + (hexOfByte[buffer[from + 7] ?? 0] ?? '')
  return high === 0 ? `0x${buffer.readUInt32BE(from + 4).toString(16)}` : low
}

function upperDigits(high: number, middle: number): string {
  return `0x${high.toString(16)}${middle.toString(16).padStart(4, '0')}`
}

function long(buffer: Buffer, from: number): number {
  return buffer.readInt32BE(from) * 0x1_0000_0000 + buffer.readUInt32BE(from + 4)
}
