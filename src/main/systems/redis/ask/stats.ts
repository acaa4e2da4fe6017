import type { Reply } from './link.ts'
import { parseInfo, partsOf } from './info.ts'

export interface CommandStat {
  readonly calls: number
  readonly ms: number
  readonly failed: number
}

/** `cmdstat_get:calls=21,usec=175,usec_per_call=8.33,rejected_calls=0,failed_calls=0` → by command. */
export function parseCommandStats(text: string): ReadonlyMap<string, CommandStat> {
  const stats = new Map<string, CommandStat>()
  for (const [field, value] of parseInfo(text)) {
    if (!field.startsWith('cmdstat_')) continue
    const parts = partsOf(value)
    const failed = Number(parts.get('rejected_calls') ?? NaN) + Number(parts.get('failed_calls') ?? NaN)
    stats.set(field.slice('cmdstat_'.length), {
      calls: Number(parts.get('calls')),
      ms: Number(parts.get('usec')) / 1000,
      failed,
    })
  }
  return stats
}

/** `latency_percentiles_usec_get:p50=1.003,p99=5.023,p99.9=10.047` → p99 in ms by command. */
export function parseLatencyStats(text: string): ReadonlyMap<string, number> {
  const prefix = 'latency_percentiles_usec_'
  const found = [...parseInfo(text)].filter(([field]) => field.startsWith(prefix))
  return new Map(
    found.map(([field, value]) => [field.slice(prefix.length), Number(partsOf(value).get('p99')) / 1000]),
  )
}

/** `errorstat_MOVED:count=12` → by first word. */
export function errorCounts(info: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const found = [...info].filter(([field]) => field.startsWith('errorstat_'))
  return new Map(
    found.map(([field, value]) => [field.slice('errorstat_'.length), Number(partsOf(value).get('count'))]),
  )
}

export interface LatencyEvent {
  readonly event: string
  readonly at: number
  readonly lastMs: number
  readonly maxMs: number
}

/** `LATENCY LATEST`: `[[event, second, last ms, highest ms], …]`; empty where latency-monitor-threshold is 0. */
export function parseLatency(reply: Reply | undefined): readonly LatencyEvent[] {
  if (!Array.isArray(reply)) return []
  return (reply as readonly Reply[]).flatMap((entry) => {
    if (!Array.isArray(entry)) return []
    const [event, second, last, max] = entry as readonly Reply[]
    return [{ event: String(event), at: Number(second) * 1000, lastMs: Number(last), maxMs: Number(max) }]
  })
}

/** `CONFIG GET a b`: name, value, name, value, … in another order each time: sorted by name. */
export function parseConfig(reply: Reply | undefined): Readonly<Record<string, string>> {
  if (!Array.isArray(reply)) return {}
  const settings: (readonly [string, string])[] = []
  for (let i = 0; i + 1 < reply.length; i += 2) settings.push([String(reply[i]), String(reply[i + 1])])
  return Object.fromEntries(settings.sort(([a], [b]) => (a < b ? -1 : 1)))
}
