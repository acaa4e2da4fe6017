import { OrreryError } from '../../../../shared/base/errors.ts'
import type {
  BeliefCell,
  BeliefMatrix,
  BeliefRow,
  SentinelsData,
} from '../../../../shared/systems/redis-sentinel-views.ts'
import type { NodeState } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { beliefsOf, instancesOf, masterNames, type InstanceBelief } from './beliefs.ts'
import { failoverOutlook } from './failover.ts'
import { roleOf } from './node-row.ts'
import { number, since, text } from '../../base/reading.ts'
import { isServing, sentinelAddresses } from './reading.ts'

export const sentinels: View = {
  run: (look) => ({ ...sentinelsData(look) }),
  instances: (look) => (sentinelAddresses(look).length > 0 ? [{}] : []),
}

export function sentinelsData(look: Look): SentinelsData {
  const addresses = sentinelAddresses(look)
  if (addresses.length === 0) throw new OrreryError('not-found', 'No sentinels were known then')
  return {
    sentinels: addresses.map((address) => ({
      address,
      state: (text(look, `sentinel/${address}`, 'sentinel.state') ?? 'silent') as NodeState,
      stateSince: since(look, `sentinel/${address}`, 'sentinel.state'),
      why: text(look, `sentinel/${address}`, 'sentinel.why'),
      version: text(look, `sentinel/${address}`, 'sentinel.version'),
    })),
    masters: masterNames(look).map((name) => matrix(look, name, addresses)),
  }
}

function matrix(look: Look, name: string, addresses: readonly string[]): BeliefMatrix {
  const beliefs = beliefsOf(look, name)
  const given = Map.groupBy(
    beliefs.filter(({ given: address }) => address !== null),
    ({ given: address }) => address ?? '',
  )
  const byMost = [...given].sort(([, a], [, b]) => b.length - a.length)
  const columns = columnsOf(look, name)
  return {
    name,
    address: byMost[0]?.[0] ?? null,
    given: byMost.map(([address, by]) => ({ address, by: by.map(({ sentinel }) => sentinel) })),
    instances: columns,
    rows: addresses.map((sentinel) => row(look, name, sentinel, columns)),
    failover: failoverOutlook(look, name),
  }
}

/** Every instance that any sentinel knows, data nodes first: those taken for masters lead. */
function columnsOf(look: Look, name: string): BeliefMatrix['instances'] {
  const kinds = new Map<string, string>()
  for (const { instance, kind } of instancesOf(look, name))
    if (kinds.get(instance) !== 'master') kinds.set(instance, kind)
  const order = ['master', 'replica', 'sentinel']
  return [...kinds]
    .sort(([a, kindA], [b, kindB]) => order.indexOf(kindA) - order.indexOf(kindB) || (a < b ? -1 : 1))
    .map(([address, kind]) => ({
      address,
      kind: kind === 'sentinel' ? ('sentinel' as const) : ('data' as const),
      role: kind !== 'sentinel' && isServing(look, address) ? roleOf(look, address) : null,
    }))
}

function row(look: Look, name: string, sentinel: string, columns: BeliefMatrix['instances']): BeliefRow {
  const belief = beliefsOf(look, name).find((one) => one.sentinel === sentinel)
  const own = new Map(
    instancesOf(look, name)
      .filter((one) => one.sentinel === sentinel && belief !== undefined)
      .map((one) => [one.instance, one]),
  )
  return {
    sentinel,
    address: belief?.given ?? null,
    configEpoch: belief?.epoch ?? null,
    quorum: belief?.quorum ?? null,
    quorumSays: belief?.quorumSays ?? null,
    quorumOk: belief?.quorumOk ?? null,
    cells: columns.map(({ address }) => cell(look, sentinel, address, own.get(address))),
  }
}

function cell(look: Look, sentinel: string, address: string, belief: InstanceBelief | undefined): BeliefCell {
  const nothing = { as: null, flags: '', since: null, silentMs: null }
  if (address === sentinel) return { is: 'self', ...nothing }
  if (belief === undefined) return { is: 'unknown', ...nothing }
  return {
    is: mood(belief),
    as: belief.kind,
    flags: belief.flags.join(','),
    since: since(look, belief.entity, 'belief.instance'),
    silentMs: number(look, belief.entity, 'belief.silent_ms'),
  }
}

function mood({ flags, kind, link }: InstanceBelief): BeliefCell['is'] {
  if (flags.includes('o_down')) return 'o-down'
  if (flags.includes('s_down')) return 's-down'
  return kind === 'replica' && link !== 'ok' ? 'link-down' : 'up'
}
