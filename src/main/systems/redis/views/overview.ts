import { slotCount } from '../../../../shared/systems/redis-slots.ts'
import type { OverviewData } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { givenAddress, isSentinelServing, masterNames } from './beliefs.ts'
import { failoverOutlook } from './failover.ts'
import { hitRatio } from './memory.ts'
import { movingSlots } from './moving-slots.ts'
import { roleOf } from './node-row.ts'
import { kindOf } from './nodes.ts'
import { number, perSecond, text } from '../../base/reading.ts'
import {
  blindSpots,
  isServing,
  nodeAddresses,
  numberOf,
  sentinelAddresses,
  servingMasters,
  sum,
} from './reading.ts'
import { failedNodes, goodReplicas, slotMasters } from './slots.ts'

export const overview: View = {
  run: (look) => ({ ...overviewData(look) }),
}

function overviewData(look: Look): OverviewData {
  const nodes = nodeAddresses(look)
  const sentinels = sentinelAddresses(look)
  const versions = nodes.flatMap((address) => text(look, `node/${address}`, 'node.version') ?? [])
  const roles = nodes.map((address) => roleOf(look, address))
  return {
    kind: kindOf(look),
    versions: [...new Set(versions)].sort(),
    nodes: nodes.length,
    serving: nodes.filter((address) => isServing(look, address)).length,
    masters: roles.filter((role) => role === 'master').length,
    replicas: roles.filter((role) => role === 'replica').length,
    sentinels: sentinels.length,
    sentinelsServing: sentinels.filter((sentinel) => isSentinelServing(look, sentinel)).length,
    names: masterNames(look),
    ...verdict(look),
    slots: slotsBrief(look),
    epoch: numberOf(look.moment.fact('cluster', 'cluster.epoch')),
    ...totals(look, nodes),
    blind: blindSpots(look),
  }
}

function totals(look: Look, nodes: readonly string[]) {
  const masters = servingMasters(look)
  const serving = nodes.filter((address) => isServing(look, address))
  const ofMasters = (metric: string) => sum(masters.map((address) => number(look, `node/${address}`, metric)))
  const rate = (metric: string, of: readonly string[]) =>
    sum(of.map((address) => perSecond(look, `node/${address}`, metric)))
  const limits = masters.map((address) => number(look, `node/${address}`, 'node.max_memory'))
  const lag = look.moment.column('replica.lag_bytes')
  const lags = [...(lag?.values ?? [])].filter((value) => !Number.isNaN(value))
  return {
    keys: ofMasters('node.keys'),
    expires: ofMasters('node.expires'),
    memory: ofMasters('node.memory'),
    maxMemory: limits.includes(0) ? 0 : sum(limits),
    commandsPerSecond: rate('node.commands', serving),
    hitRatio: hitRatio(look, serving),
    evictedPerSecond: rate('node.evicted', masters),
    expiredPerSecond: rate('node.expired', masters),
    clients: sum(serving.map((address) => number(look, `node/${address}`, 'node.clients'))),
    lagBytes: lags.length === 0 ? null : Math.max(...lags),
  }
}

function slotsBrief(look: Look): OverviewData['slots'] {
  if (kindOf(look) !== 'cluster') return null
  return {
    served: number(look, 'cluster', 'cluster.slots_served'),
    disputed: number(look, 'cluster', 'cluster.slots_disputed'),
    moving: movingSlots(look).length,
  }
}

type Verdict = Pick<OverviewData, 'says' | 'is'>

function verdict(look: Look): Verdict {
  const kind = kindOf(look)
  if (kind === 'cluster') return clusterVerdict(look)
  if (kind === 'sentinel') return sentinelVerdict(look)
  return groupVerdict(look)
}

function clusterVerdict(look: Look): Verdict {
  const served = number(look, 'cluster', 'cluster.slots_served')
  if (served === null) return { says: 'Nobody tells who owns the slots', is: 'unknown' }
  const masters = slotMasters(look)
  if (served < slotCount)
    return { says: `${count(slotCount - served)} of ${count(slotCount)} slots are not served`, is: 'broken' }
  const disputed = number(look, 'cluster', 'cluster.slots_disputed') ?? 0
  const says = `All ${count(slotCount)} slots are served by ${masters.length} masters`
  if (disputed > 0) return { says: `${says}; ${count(disputed)} are in dispute`, is: 'weak' }
  const failed = failedNodes(look)
  const bare = masters.filter((master) => goodReplicas(look, master, failed).length === 0)
  if (bare.length === 0) return { says, is: 'ok' }
  const who = bare.length === 1 ? `${bare.join('')} has` : `${bare.length} of them have`
  return { says: `${says}; ${who} no replica in step`, is: 'weak' }
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function sentinelVerdict(look: Look): Verdict {
  const names = masterNames(look)
  const unseen = names.filter((name) => givenAddress(look, name) === null)
  if (names.length === 0 || unseen.length > 0)
    return { says: 'No sentinel that answers tells the master', is: 'unknown' }
  const dead = names.filter((name) => {
    const given = givenAddress(look, name) ?? ''
    return !isServing(look, given) || roleOf(look, given) !== 'master'
  })
  if (dead.length > 0)
    return { says: `What sentinels give as ${dead.join(', ')} is no master that answers`, is: 'broken' }
  const stuck = names.filter((name) => failoverOutlook(look, name).can !== 'yes')
  if (stuck.length > 0) return { says: `${stuck.join(', ')} could not be failed over now`, is: 'weak' }
  const [name] = names
  const who =
    names.length === 1 && name !== undefined
      ? `${name} is ${givenAddress(look, name)}`
      : `${names.length} masters answer`
  return { says: `${who}, and a failover could be had`, is: 'ok' }
}

function groupVerdict(look: Look): Verdict {
  const masters = servingMasters(look)
  if (masters.length === 0) return { says: 'No master answers', is: 'broken' }
  const replicas = nodeAddresses(look).filter((address) => roleOf(look, address) === 'replica')
  const up = replicas.filter(
    (address) => isServing(look, address) && text(look, `node/${address}`, 'node.link') === 'up',
  )
  if (replicas.length === 0) return { says: `${masters.join(', ')} answers; it has no replica`, is: 'ok' }
  const says = `${up.length} of ${replicas.length} replicas follow ${masters.join(', ')}`
  return { says, is: up.length === replicas.length ? 'ok' : 'weak' }
}
