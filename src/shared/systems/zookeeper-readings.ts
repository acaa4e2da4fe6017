import type { Json } from '../base/json.ts'
import { isMembers, keyed, without, wordOf } from '../base/json-members.ts'
import type { Readings } from './catalogue.ts'

/** Of a Stat’s 68 bytes where they begin; as in the fact’s description. */
const at = { czxid: 0, version: 32, aversion: 40, owner: 44, end: 68 } as const

function bytesOf(value: Json): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined
  try {
    const text = atob(value)
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
    return bytes
  } catch {
    return undefined
  }
}

/**
 * Who made it, how often its data and its ACL were written since, and whose it is. When it was written last, and by which
 * transaction, goes with the version; how many children it has is told by those that came and went.
 */
function stat(value: Json): Json {
  const bytes = bytesOf(value)
  if (bytes?.length !== at.end) return value
  const view = new DataView(bytes.buffer)
  const hexAt = (from: number) => `0x${view.getBigUint64(from).toString(16)}`
  const owner = hexAt(at.owner)
  return {
    version: view.getInt32(at.version),
    'ACL version': view.getInt32(at.aversion),
    ...(owner === '0x0' ? {} : { owner }),
    'created by': hexAt(at.czxid),
  }
}

/** The text that it is, else how much it is, and whether it is still the same. */
function data(value: Json): Json {
  const bytes = bytesOf(value)
  if (bytes === undefined) return value
  return textOf(bytes) ?? `${bytes.length} bytes, checksum ${checksum(bytes)}`
}

/** Undefined: it is none. What is kept may end in the middle of a character. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.some(isControl)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }) || undefined
  } catch {
    return undefined
  }
}

/** No text has them, but for the tab and the ends of lines. */
const isControl = (byte: number) => (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 0x7f

/** FNV-1a, 32 bits. */
function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

const serverText = keyed(
  ({ id }) => `server ${wordOf(id)}`,
  ({ voter, quorum, client }) =>
    [voter === false ? 'observer' : 'voter', quorum, client].filter(Boolean).map(wordOf).join(' '),
)

/** By server, what the configuration says of it. */
function ensembleConfig(value: Json): Json {
  if (!isMembers(value)) return value
  const servers = serverText(value['servers'] ?? [])
  return isMembers(servers) ? { version: value['version'] ?? null, ...servers } : value
}

/** Since when is the feeder’s own clock. */
const feeder = (value: Json): Json => (isMembers(value) ? (value['member'] ?? value) : value)

/** Settings that no two members have alike: where each listens, and keeps its data. */
export const ownSettings: readonly string[] = [
  ...['serverId', 'clientPort', 'clientPortAddress', 'secureClientPort', 'secureClientPortAddress'],
  ...['dataDir', 'dataLogDir', 'electionPort', 'quorumPort', 'quorumAddress'],
]

export const zookeeperReadings: Readings = {
  'ensemble.config': { readable: ensembleConfig },
  'member.conf': {
    across: without(...ownSettings),
  },
  'member.fed_by': { readable: feeder },
  'znode.stat': { readable: stat },
  'znode.data': { readable: data },
}
