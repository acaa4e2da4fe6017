import type { MemoryData } from '../../../../shared/systems/redis-load-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { roleOf } from './node-row.ts'
import { number, perSecond, rateWindowMs, risen, text } from '../../base/reading.ts'
import { nodeAddresses } from './reading.ts'

export const memory: View = {
  run: (look) => ({ ...memoryData(look) }),
}

function memoryData(look: Look): MemoryData {
  const addresses = nodeAddresses(look)
  const value = (metric: string) =>
    Float64Array.from(addresses, (address) => number(look, `node/${address}`, metric) ?? NaN)
  const rate = (metric: string) =>
    Float64Array.from(addresses, (address) => perSecond(look, `node/${address}`, metric) ?? NaN)
  return {
    addresses,
    roles: addresses.map((address) => roleOf(look, address)),
    used: value('node.memory'),
    dataset: value('node.memory_dataset'),
    rss: value('node.memory_rss'),
    peak: value('node.memory_peak'),
    max: value('node.max_memory'),
    fragmentation: value('node.fragmentation'),
    clientBuffers: value('node.memory_clients'),
    system: value('node.system_memory'),
    policies: addresses.map((address) => text(look, `node/${address}`, 'node.policy')),
    keys: value('node.keys'),
    expires: value('node.expires'),
    hitRatio: Float64Array.from(addresses, (address) => hitRatio(look, [address]) ?? NaN),
    hitsPerSecond: rate('node.hits'),
    missesPerSecond: rate('node.misses'),
    evictedPerSecond: rate('node.evicted'),
    expiredPerSecond: rate('node.expired'),
  }
}

/** hits ÷ (hits + misses) of all of them over the last minute; null: no lookups, or not seen twice. */
export function hitRatio(
  look: Look,
  addresses: readonly string[],
  from = look.moment.at - rateWindowMs,
  to = look.moment.at,
): number | null {
  const rise = (metric: string) =>
    addresses.reduce(
      (total, address) => total + risen(look.series(`node/${address}`, metric, from, to)).by,
      0,
    )
  const hits = rise('node.hits')
  const lookups = hits + rise('node.misses')
  return lookups > 0 ? hits / lookups : null
}
