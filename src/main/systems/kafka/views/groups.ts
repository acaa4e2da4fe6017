import type { GroupsData } from '../../../../shared/systems/kafka-group-views.ts'
import type { Look } from '../../moment.ts'
import { groupRows } from './base/groups.ts'
import { missingOf } from './base/missing.ts'

const asks = ['ListGroups', 'OffsetFetch', 'DescribeGroups', 'ConsumerGroupDescribe', 'ListOffsets']

/** All groups, a row each. */
export function groups(look: Look): GroupsData {
  const rows = groupRows(look)
  return {
    id: rows.map(({ id }) => id),
    state: rows.map(({ state }) => state),
    type: rows.map(({ type }) => type),
    protocol: rows.map(({ protocol }) => protocol),
    members: Float64Array.from(rows, ({ members }) => members),
    lag: Float64Array.from(rows, ({ lag }) => lag),
    lagMs: Float64Array.from(rows, ({ lagMs }) => lagMs),
    trendPerSecond: Float64Array.from(rows, ({ trendPerSecond }) => trendPerSecond),
    topics: rows.map(({ topics }) => topics),
    coordinator: Int32Array.from(rows, ({ coordinator }) => coordinator),
    status: rows.map(({ status }) => status),
    why: rows.map(({ why }) => why),
    missing: missingOf(look, asks),
  }
}
