import { Reader } from '../wire/bytes.ts'

/** Partitions by topic: what a member owns. */
export type Assignment = Readonly<Record<string, readonly number[]>>

/**
 * The bytes that a classic group's leader hands out, of the embedded protocol `consumer`:
 *
 *     version i16, topics [name string, partitions [i32]], user_data bytes?
 *
 * @returns null for other protocols (Connect, or bytes that make no sense): then who owns what isn't known
 */
export function decodeAssignment(protocolType: string, bytes: Uint8Array): Assignment | null {
  if (protocolType !== 'consumer') return null
  if (bytes.length === 0) return {}
  try {
    const reader = new Reader(bytes)
    reader.int16()
    const topics = reader.array((r) => [r.string() ?? '', r.array((p) => p.int32()).sort(ascending)] as const)
    return byTopic(topics)
  } catch {
    return null
  }
}

/** Topics in the order of their names, so that equal assignments look equal. */
export function byTopic(topics: readonly (readonly [string, readonly number[]])[]): Assignment {
  return Object.fromEntries([...topics].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function ascending(a: number, b: number): number {
  return a - b
}
