import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * DescribeQuorum v0 to v2: the KRaft quorum. A broker forwards it to the active controller, and hangs when that hangs.
 *
 *     request   topics [name, partitions [partition i32, tags], tags], tags
 *     response  error i16, [message? from v2,] topics [name, partitions [partition i32, error i16, [message? from v2,]
 *                 leader i32, epoch i32, high_watermark i64, voters [replica], observers [replica], tags], tags],
 *               [nodes [id i32, listeners [name, host, port u16, tags], tags] from v2,] tags
 *     replica = id i32, [directory uuid from v2,] log_end_offset i64, [last_fetch i64, last_caught_up i64 from v1,] tags
 *
 * The two instants are epoch ms by the controller's clock; −1 unknown.
 */
export const describeQuorumApi: Api = {
  key: 55,
  name: 'DescribeQuorum',
  min: 0,
  max: 2,
  flexibleFrom: 0,
}

const METADATA_TOPIC = '__cluster_metadata'

export interface QuorumReplica {
  readonly id: number
  readonly leo: number
  /** NaN: not told. */
  readonly lastFetch: number
  readonly lastCaughtUp: number
}

export interface Quorum {
  readonly error: number
  readonly leader: number
  readonly epoch: number
  readonly hw: number
  readonly voters: readonly QuorumReplica[]
  readonly observers: readonly QuorumReplica[]
  /** `host:port` of each controller, by id; empty before v2. */
  readonly addresses: ReadonlyMap<number, string>
}

export function encodeDescribeQuorum(): Uint8Array {
  return new Writer()
    .compactArray([METADATA_TOPIC], (topic, w) => {
      w.compactString(topic)
      w.compactArray([0], (partition) => w.int32(partition).noTags()).noTags()
    })
    .noTags()
    .done()
}

export function decodeQuorum(reader: Reader, version: number): Quorum {
  const error = reader.int16()
  if (version >= 2) reader.compactString()
  const partitions = reader.compactArray((r) => {
    r.compactString()
    const found = r.compactArray((p) => decodePartition(p, version))
    r.skipTags()
    return found
  })
  const addresses = version >= 2 ? decodeNodes(reader) : new Map<number, string>()
  const metadata = partitions.flat()[0]
  if (metadata === undefined)
    return { error, leader: -1, epoch: -1, hw: Number.NaN, voters: [], observers: [], addresses }
  return { ...metadata, error: error === 0 ? metadata.error : error, addresses }
}

function decodePartition(reader: Reader, version: number) {
  reader.int32()
  const error = reader.int16()
  if (version >= 2) reader.compactString()
  const leader = reader.int32()
  const epoch = reader.int32()
  const hw = known(reader.int64())
  const voters = reader.compactArray((r) => decodeReplica(r, version))
  const observers = reader.compactArray((r) => decodeReplica(r, version))
  reader.skipTags()
  return { error, leader, epoch, hw, voters, observers }
}

function decodeReplica(reader: Reader, version: number): QuorumReplica {
  const id = reader.int32()
  if (version >= 2) reader.skip(16)
  const leo = known(reader.int64())
  const lastFetch = version >= 1 ? known(reader.int64()) : Number.NaN
  const lastCaughtUp = version >= 1 ? known(reader.int64()) : Number.NaN
  reader.skipTags()
  return { id, leo, lastFetch, lastCaughtUp }
}

function decodeNodes(reader: Reader): Map<number, string> {
  const addresses = new Map<number, string>()
  for (let left = reader.compactLength(); left > 0; left--) {
    const id = reader.int32()
    const listeners = reader.compactArray((r) => {
      r.compactString()
      const address = `${r.compactString() ?? ''}:${String(r.int16() & 0xffff)}`
      r.skipTags()
      return address
    })
    reader.skipTags()
    if (listeners[0] !== undefined) addresses.set(id, listeners[0])
  }
  return addresses
}

function known(value: number): number {
  return value < 0 ? Number.NaN : value
}
