import type { Json } from '../../../../shared/base/json.ts'
import type { ZnodeKind, ZnodeStat } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { JuteReader } from '../wire/jute.ts'

/**
 * A Stat as it comes: czxid, mzxid, ctime, mtime long; version, cversion, aversion int; ephemeralOwner long; dataLength,
 * numChildren int; pzxid long.
 */
const statBytes = 68
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
 * The fact: those 68 bytes in base64. A tree has 100,000 of them, of which a person looks at a few: a text costs half
 * of what the fields cost, and the store sees by one comparison that nothing changed.
 */
export type StatText = string

/** What the walk itself needs to know of a stat. */
export interface StatRead {
  readonly text: StatText
  readonly kind: ZnodeKind
  readonly hasChildren: boolean
}

/** Reads the stat at which the reader stands, and leaves it behind it. */
export function readStat(reader: JuteReader): StatRead {
  const kind = kindOf(reader.intAt(at.owner), reader.intAt(at.owner + 4))
  const hasChildren = reader.intAt(at.numChildren) > 0
  const from = reader.at
  // the last byte: past the packet's end a text would only be shorter
  reader.intAt(statBytes - 4)
  reader.at += statBytes
  return { text: reader.buffer.toString('base64', from, reader.at), kind, hasChildren }
}

/** Containers and TTL nodes are marked in the owner's field, given in two halves; any other owner is a session. */
function kindOf(high: number, low: number): ZnodeKind {
  if (high === 0 && low === 0) return 'persistent'
  if (high === -0x8000_0000 && low === 0) return 'container'
  return high >>> 24 === 0xff ? 'ttl' : 'ephemeral'
}

/** The fields of the fact `znode.stat`. */
export function statFields(fact: Json): ZnodeStat {
  const bytes = bytesOf(fact)
  const owner = hexAt(bytes, at.owner)
  return {
    czxid: hexAt(bytes, at.czxid),
    mzxid: hexAt(bytes, at.mzxid),
    pzxid: hexAt(bytes, at.pzxid),
    ctime: Number(bytes.readBigInt64BE(at.ctime)),
    mtime: Number(bytes.readBigInt64BE(at.mtime)),
    version: bytes.readInt32BE(at.version),
    cversion: bytes.readInt32BE(at.cversion),
    aversion: bytes.readInt32BE(at.aversion),
    ephemeralOwner: owner === '0x0' ? null : owner,
    dataLength: bytes.readInt32BE(at.dataLength),
    numChildren: bytes.readInt32BE(at.numChildren),
  }
}

/** ephemeralOwner alone, as in `statFields`: sessions look through all ephemerals for theirs. */
export function ownerField(fact: Json): string | null {
  const owner = hexAt(bytesOf(fact), at.owner)
  return owner === '0x0' ? null : owner
}

function bytesOf(fact: Json): Buffer {
  return Buffer.from(String(fact), 'base64')
}

function hexAt(bytes: Buffer, from: number): string {
  return `0x${bytes.readBigUInt64BE(from).toString(16)}`
}
