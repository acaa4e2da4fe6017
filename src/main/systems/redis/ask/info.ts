/**
 * `INFO`, every section alike.
 *
 *     # Replication
 *     role:master
 *     connected_slaves:1
 *     slave0:ip=127.0.0.1,port=7002,state=online,offset=1234,lag=0
 */
export type Info = ReadonlyMap<string, string>

export function parseInfo(text: string): Info {
  const fields = new Map<string, string>()
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0 && !line.startsWith('#')) fields.set(line.slice(0, colon), line.slice(colon + 1))
  }
  return fields
}

/** `standalone`, `sentinel`, `cluster`. Valkey calls the field otherwise since 8.0. */
export function modeOf(info: Info): string | undefined {
  return info.get('redis_mode') ?? info.get('server_mode')
}

/** NaN: not told. */
export function numberIn(info: Info, field: string): number {
  const text = info.get(field)
  return text === undefined || text === '' ? NaN : Number(text)
}

/** `ip=127.0.0.1,port=7002,state=online` → its parts. */
export function partsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map((part) => {
      const equals = part.indexOf('=')
      return [part.slice(0, equals), part.slice(equals + 1)] as const
    }),
  )
}

export interface ListedReplica {
  readonly host: string
  readonly port: string
  readonly state: string
  readonly offset: number
  readonly lagSeconds: number
}

/** The replicas that a master lists: slave0, slave1, … */
export function replicasIn(info: Info): readonly ListedReplica[] {
  const found: ListedReplica[] = []
  for (const [field, text] of info) {
    if (!/^slave\d+$/.test(field)) continue
    const parts = partsOf(text)
    found.push({
      host: parts.get('ip') ?? '',
      port: parts.get('port') ?? '',
      state: parts.get('state') ?? '',
      offset: Number(parts.get('offset') ?? NaN),
      lagSeconds: Number(parts.get('lag') ?? NaN),
    })
  }
  return found
}

/** Σ over all databases: `db0:keys=10,expires=2,avg_ttl=0`. A server without keys lists none: 0. */
export function keyspaceOf(info: Info): { keys: number; expires: number } {
  let keys = 0
  let expires = 0
  for (const [field, text] of info) {
    if (!/^db\d+$/.test(field)) continue
    const parts = partsOf(text)
    keys += Number(parts.get('keys') ?? 0)
    expires += Number(parts.get('expires') ?? 0)
  }
  return { keys, expires }
}
