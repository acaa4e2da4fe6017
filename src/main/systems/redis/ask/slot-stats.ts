import { type Info } from './info.ts'
import type { Reply } from './link.ts'

/** As many slots as are asked for: one answer of some kilobytes. */
export const fullestSlots = 64

/** Valkey has CLUSTER SLOT-STATS since 8.0, Redis since 8.2. */
export function tellsSlotStats(info: Info): boolean {
  const valkey = info.get('valkey_version')
  const [major = 0, minor = 0] = (valkey ?? info.get('redis_version') ?? '').split('.').map(Number)
  return valkey === undefined ? major > 8 || (major === 8 && minor >= 2) : major >= 8
}

export interface Fullest {
  /** Those that hold keys, the fullest first. */
  readonly slots: readonly { readonly slot: number; readonly keys: number }[]
  /** No other slot of the node holds more. */
  readonly othersAtMost: number
}

/**
 * `CLUSTER SLOT-STATS ORDERBY KEY-COUNT LIMIT 64 DESC`: slot and a flat list of its figures, for slots that the node owns.
 *
 *     5474 [key-count 20 …]
 */
export function parseFullest(reply: Reply | undefined): Fullest | undefined {
  if (!Array.isArray(reply)) return undefined
  const all = (reply as readonly Reply[]).flatMap((entry) => {
    const [slot, figures] = Array.isArray(entry) ? (entry as readonly Reply[]) : []
    const at = Array.isArray(figures) ? figures.indexOf('key-count') : -1
    const keys = Array.isArray(figures) ? Number((figures as readonly Reply[])[at + 1]) : NaN
    return at < 0 || typeof slot !== 'number' || Number.isNaN(keys) ? [] : [{ slot, keys }]
  })
  const isWhole = all.length < fullestSlots
  return {
    slots: all.filter(({ keys }) => keys > 0),
    othersAtMost: isWhole ? 0 : (all.at(-1)?.keys ?? 0),
  }
}
