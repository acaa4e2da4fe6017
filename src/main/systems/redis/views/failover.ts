import type { FailoverOutlook } from '../../../../shared/systems/redis-sentinel-views.ts'
import type { Look } from '../../moment.ts'
import { beliefsOf, givenAddress, instancesOf, knownSentinels, type InstanceBelief } from './beliefs.ts'

/**
 * What it would take to fail a master over now: enough sentinels that see it down (quorum), a majority of all known
 * ones that can elect a leader, and a replica that may be promoted.
 * Source: Sentinel's sentinelSelectSlave and sentinelGetLeader, and the documentation of quorum and majority.
 */
export function failoverOutlook(look: Look, name: string): FailoverOutlook {
  const beliefs = beliefsOf(look, name)
  const known = knownSentinels(look, name).size
  const quorums = beliefs.flatMap(({ quorum }) => quorum ?? [])
  const quorum = quorums.length === 0 ? null : Math.max(...quorums)
  const majority = Math.floor(known / 2) + 1
  const downBy = instancesOf(look, name)
    .filter(({ kind, flags }) => kind === 'master' && flags.includes('s_down'))
    .map(({ sentinel }) => sentinel)
  const { candidates, excluded } = replicaChoice(look, name)
  const answering = beliefs.length
  const can =
    quorum === null ? 'unknown' : answering >= majority && answering >= quorum && candidates.length > 0
  return {
    ...{ quorum, known, answering, majority, downBy, candidates, excluded },
    can: can === 'unknown' ? can : can ? 'yes' : 'no',
    says: says({ quorum, known, answering, majority, downBy: downBy.length, ready: candidates.length }),
  }
}

function says(of: {
  quorum: number | null
  known: number
  answering: number
  majority: number
  downBy: number
  ready: number
}): string {
  if (of.quorum === null) return 'No sentinel that answers tells its quorum'
  const missing = of.quorum - of.downBy
  const seen =
    missing > 0
      ? `${missing} more ${missing === 1 ? 'sentinel must' : 'sentinels must'} see it down`
      : `${of.downBy} see it down, quorum ${of.quorum}`
  const ready = of.ready === 1 ? '1 replica stands ready' : `${of.ready} replicas stand ready`
  const elect = of.answering >= of.majority ? 'can elect' : 'are too few to elect'
  return `${seen}; ${of.answering} of ${of.known} sentinels ${elect}, majority ${of.majority}; ${ready}`
}

/** Replicas that could be promoted, and why others could not, as the sentinels see them. */
function replicaChoice(look: Look, name: string): Pick<FailoverOutlook, 'candidates' | 'excluded'> {
  const given = givenAddress(look, name)
  const replicas = instancesOf(look, name).filter(
    ({ kind, instance }) => kind === 'replica' && instance !== given,
  )
  const downAfterMs = Math.max(0, ...beliefsOf(look, name).flatMap(({ downAfterMs: ms }) => ms ?? []))
  const candidates: { address: string; priority: number }[] = []
  const excluded: { address: string; why: string }[] = []
  for (const [address, beliefs] of Map.groupBy(replicas, ({ instance }) => instance)) {
    const reasons = beliefs.map((belief) => whyNot(belief, downAfterMs))
    const why = reasons.find((reason) => reason !== undefined)
    // any one of them may become the leader: who is fit in the eyes of one may be taken
    if (reasons.some((reason) => reason === undefined))
      candidates.push({ address, priority: beliefs[0]?.priority ?? 100 })
    else excluded.push({ address, why: why ?? '' })
  }
  const sorted = candidates.sort((a, b) => a.priority - b.priority || (a.address < b.address ? -1 : 1))
  return { candidates: sorted.map(({ address }) => address), excluded }
}

function whyNot({ flags, priority, linkDownMs }: InstanceBelief, downAfterMs: number): string | undefined {
  if (flags.includes('s_down')) return 'seen as down'
  if (flags.includes('disconnected')) return 'no connection to it'
  if (priority === 0) return 'replica-priority is 0'
  // ten times down-after-milliseconds, beside the time for which the master is down itself
  if (linkDownMs !== null && downAfterMs > 0 && linkDownMs > 10 * downAfterMs)
    return `its link to the master has been down for ${Math.round(linkDownMs / 1000)} s`
  return undefined
}
