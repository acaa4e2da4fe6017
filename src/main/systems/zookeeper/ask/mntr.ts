import { monitorMetrics } from '../../../../shared/systems/zookeeper-monitor.ts'
import { parseAdminJson } from './admin-json.ts'
import type { Ask } from './ask.ts'

/**
 * The member's own metrics; 500 lines, of which those in the catalogue are kept.
 *
 *     zk_version<TAB>3.9.5-293c895a8d966a3ecb92872be4a1daf87d725da2, built on 2026-02-11 20:18 UTC
 *     zk_server_state<TAB>leader
 *     zk_outstanding_requests<TAB>0
 *     zk_synced_followers<TAB>2
 *     zk_sum_fsynctime<TAB>3
 *
 * AdminServer `monitor`: the same fields without `zk_`. Sums and counts need 3.6.
 */
export interface Mntr {
  /** Parallel to `monitorMetrics`; NaN: the member doesn't say it. */
  readonly values: Float64Array
}

const placeOf = new Map(monitorMetrics.map((metric, i) => [metric.field, i]))

export const mntr: Ask<Mntr> = {
  word: 'mntr',
  command: 'monitor',
  parse: (reply) => ({ values: reply.door === '4lw' ? fromText(reply.text) : fromAdmin(reply.text) }),
}

function fromText(text: string): Float64Array {
  const values = new Float64Array(monitorMetrics.length).fill(NaN)
  for (let at = 0; at < text.length;) {
    const tab = text.indexOf('\t', at)
    if (tab < 0) break
    const end = text.indexOf('\n', tab)
    const place = placeOf.get(text.slice(at, tab))
    if (place !== undefined) values[place] = Number(text.slice(tab + 1, end < 0 ? undefined : end))
    if (end < 0) break
    at = end + 1
  }
  return values
}

function fromAdmin(text: string): Float64Array {
  const values = new Float64Array(monitorMetrics.length).fill(NaN)
  for (const [key, value] of Object.entries(parseAdminJson(text))) {
    const place = placeOf.get(`zk_${key}`)
    if (place !== undefined && value !== null) values[place] = Number(value)
  }
  return values
}
