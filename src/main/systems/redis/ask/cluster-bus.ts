import type { Reply } from './link.ts'

/** What one node says of the bus: its links to its peers, one for each direction. */
export interface Bus {
  /** In both directions. */
  readonly links: number
  /** Ids of the peers to which it has a link of its own. */
  readonly reached: ReadonlySet<string>
  /** The fullest send buffer, bytes. */
  readonly bufferBytes: number
}

/**
 * `CLUSTER LINKS`, since 7.0: a flat name-value list for each link.
 *
 *     direction to node <id> create-time 1795279707000 events rw send-buffer-allocated 4512 send-buffer-used 0
 */
export function parseLinks(reply: Reply | undefined): Bus | undefined {
  if (!Array.isArray(reply)) return undefined
  const links = (reply as readonly Reply[]).map(pairsOf)
  const own = links.filter((link) => link.get('direction') === 'to')
  return {
    links: links.length,
    reached: new Set(own.map((link) => String(link.get('node')))),
    bufferBytes: Math.max(0, ...links.map((link) => Number(link.get('send-buffer-used') ?? 0))),
  }
}

/** A node of which another says that it is not online: `failed`, `loading`. */
export interface Ailing {
  readonly id: string
  readonly health: string
}

/**
 * `CLUSTER SHARDS`, since 7.0: for each shard its slots and its nodes, with id, role and health. Its offsets are gossip,
 * seconds old, and not read.
 */
export function parseShards(reply: Reply | undefined): readonly Ailing[] | undefined {
  if (!Array.isArray(reply)) return undefined
  return (reply as readonly Reply[]).flatMap((shard) => {
    const nodes = pairsOf(shard).get('nodes')
    if (!Array.isArray(nodes)) return []
    return (nodes as readonly Reply[])
      .map(pairsOf)
      .map((node) => ({ id: String(node.get('id')), health: String(node.get('health')) }))
      .filter(({ health }) => health !== 'online')
  })
}

/**
 * `ROLE` of a replica: how far its link is: `connect`, `connecting`, `handshake`, `sync`, `connected`.
 * INFO only tells whether it is up.
 */
export function linkStep(reply: Reply | undefined): string | undefined {
  if (!Array.isArray(reply)) return undefined
  const [role, , , step] = reply as readonly Reply[]
  return role === 'slave' && typeof step === 'string' ? step : undefined
}

function pairsOf(flat: Reply): ReadonlyMap<string, Reply> {
  const pairs = new Map<string, Reply>()
  if (!Array.isArray(flat)) return pairs
  const list = flat as readonly Reply[]
  for (let i = 0; i + 1 < list.length; i += 2) pairs.set(String(list[i]), list[i + 1] ?? null)
  return pairs
}
