import type { OverviewData } from '../../../../shared/systems/kafka-cluster-views.ts'
import type { PartitionState } from '../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../moment.ts'
import { brokerRows, diskRows, growthPerSecond } from './base/brokers.ts'
import { groupRows } from './base/groups.ts'
import { missingOf } from './base/missing.ts'
import { rateOf } from './base/past.ts'
import { type Partitions, partitionsOf } from './base/partitions.ts'
import { controllerOf, modeOf, quorumMargin } from './base/quorum.ts'
import { hwStandsSince } from './base/waiting.ts'

const WORST_GROUPS = 8
const TROUBLED = 50
const ISR_WINDOW_MS = 600_000

const asks = [
  'Metadata',
  'ListOffsets',
  'ListGroups',
  'OffsetFetch',
  'DescribeLogDirs',
  'DescribeConfigs',
  'DescribeQuorum',
]

/** The cluster at a glance: is it healthy, what isn't, who carries what. */
export function overview(look: Look): OverviewData {
  const { moment } = look
  const partitions = partitionsOf(look)
  const brokers = brokerRows(look)
  const { leader, epoch } = controllerOf(look)
  return {
    clusterId: textFact(look, 'cluster.id'),
    version: textFact(look, 'cluster.version'),
    mode: modeOf(look),
    controller: leader,
    controllerEpoch: epoch,
    counts: {
      brokers: brokers.state.filter((state) => state !== 'lost').length,
      lost: brokers.state.filter((state) => state === 'lost').length,
      topics: partitions.layout.topics.length,
      partitions: partitions.layout.paths.length,
      groups: moment.facts('group.state').size,
    },
    health: health(look, partitions),
    messagesPerSecond: rateOf(look, 'cluster', 'cluster.end'),
    size: brokers.size.reduce((sum, size) => sum + size, 0),
    growthPerSecond: growthPerSecond(look),
    isrChanges: look.changes(['partition.isr'], moment.at - ISR_WINDOW_MS).length,
    brokers,
    disks: diskRows(look),
    lags: worstLags(look),
    troubled: troubled(look, partitions),
    quorum: quorumMargin(look),
    messagesLines: Array.from(brokers.id, (id) => ({
      label: `broker ${String(id)}`,
      entity: `broker/${String(id)}`,
      metric: 'broker.end',
    })),
    lagLines: worstGroups(look).map(({ id }) => ({ label: id, entity: `group/${id}`, metric: 'group.lag' })),
    slowAt: moment.column('broker.size')?.at ?? Number.NaN,
    missing: missingOf(look, asks),
  }
}

function textFact(look: Look, key: string): string | null {
  const value = look.moment.fact('cluster', key)
  return typeof value === 'string' ? value : null
}

const troubles: readonly PartitionState[] = [
  'offline',
  'under-min-isr',
  'hw-stands',
  'at-min-isr',
  'under-replicated',
]

function health(look: Look, { state, isr, replicas, leader }: Partitions): OverviewData['health'] {
  const counts = new Map<PartitionState, number>()
  for (const each of state) counts.set(each, (counts.get(each) ?? 0) + 1)
  const count = (wanted: PartitionState) => counts.get(wanted) ?? 0
  const isShort = (list: readonly number[], row: number) =>
    leader[row]! > -2 && list.length < replicas[row]!.length
  return {
    offline: count('offline'),
    underMinIsr: count('under-min-isr'),
    atMinIsr: count('at-min-isr'),
    underReplicated: isr.filter(isShort).length,
    hwStands: count('hw-stands'),
    since: troubles.some((each) => counts.has(each)) ? troubleSince(look) : Number.NaN,
  }
}

/** The end of the last time that nothing was offline or under-replicated, within the last hour. */
function troubleSince(look: Look): number {
  const { at } = look.moment
  let since = at
  for (const metric of ['cluster.underReplicated', 'cluster.offline']) {
    const { t, v } = look.series('cluster', metric, at - 3_600_000)
    let start = Number.NaN
    for (let i = t.length - 1; i >= 0 && v[i]! > 0; i--) start = t[i]!
    if (start < since) since = start
  }
  return since
}

function worstGroups(look: Look) {
  return groupRows(look)
    .filter(({ lag }) => !Number.isNaN(lag))
    .sort((a, b) => b.lag - a.lag)
    .slice(0, WORST_GROUPS)
}

function worstLags(look: Look): OverviewData['lags'] {
  const worst = worstGroups(look)
  return {
    group: worst.map(({ id }) => id),
    lag: Float64Array.from(worst, ({ lag }) => lag),
    lagMs: Float64Array.from(worst, ({ lagMs }) => lagMs),
    trendPerSecond: Float64Array.from(worst, ({ trendPerSecond }) => trendPerSecond),
    status: worst.map(({ status }) => status),
    why: worst.map(({ why }) => why),
  }
}

function troubled(look: Look, partitions: Partitions): OverviewData['troubled'] {
  const { layout, state, leader, isr, replicas } = partitions
  const rows = layout.paths
    .map((_, row) => row)
    .filter((row) => troubles.includes(state[row]!))
    .sort((a, b) => troubles.indexOf(state[a]!) - troubles.indexOf(state[b]!) || a - b)
  const shown = rows.slice(0, TROUBLED)
  return {
    total: rows.length,
    topic: shown.map((row) => layout.topics[layout.topic[row]!]!),
    partition: Int32Array.from(shown, (row) => layout.number[row]!),
    leader: Int32Array.from(shown, (row) => leader[row]!),
    isr: shown.map((row) => isr[row]!),
    replicas: shown.map((row) => replicas[row]!),
    state: shown.map((row) => state[row]!),
    since: Float64Array.from(shown, (row) => stateSince(look, partitions, row)),
  }
}

/** Since when a partition is in the trouble it is in: each is told by something else. NaN: not known. */
function stateSince(look: Look, partitions: Partitions, row: number): number {
  const state = partitions.state[row]
  if (state === 'hw-stands') return hwStandsSince(look, partitions, row)
  const key = state === 'offline' ? 'partition.leader' : 'partition.isr'
  return look.moment.facts(key).get(partitions.layout.paths[row]!)?.since ?? Number.NaN
}
