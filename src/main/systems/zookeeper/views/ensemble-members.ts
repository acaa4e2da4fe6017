import type { EnsembleMember, MemberMode, MemberState } from '../../../../shared/systems/zookeeper-views.ts'
import { formatZxid } from '../ask/zxid.ts'
import type { Look } from '../../moment.ts'
import { list, number, perSecond, record, since, text } from '../../base/reading.ts'
import { meanOver, memberIds } from './reading.ts'

/** Voters by id, then observers. */
export function ensembleMembers(look: Look): readonly EnsembleMember[] {
  const leader = text(look, 'ensemble', 'ensemble.leader')
  const members = memberIds(look).map((id) => memberOf(look, id, leader))
  const observes = ({ voter }: EnsembleMember) => Number(voter === false)
  return members.toSorted(
    (a, b) => observes(a) - observes(b) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  )
}

export function memberOf(look: Look, id: string, leader: string | null): EnsembleMember {
  const entity = `member/${id}`
  const of = (metric: string) => number(look, entity, metric)
  const voter = look.moment.fact(entity, 'member.voter')
  const mode = text(look, entity, 'member.mode') as MemberMode | null
  const epoch = of('member.epoch')
  const counter = of('member.zxid_counter')
  return {
    id,
    client: text(look, entity, 'member.client'),
    quorumAddress: quorumAddress(look, id),
    voter: typeof voter === 'boolean' ? voter : null,
    state: (text(look, entity, 'member.state') ?? 'closed') as MemberState,
    stateSince: since(look, entity, 'member.state'),
    why: text(look, entity, 'member.why'),
    mode,
    modeSince: mode === null ? null : since(look, entity, 'member.mode'),
    version: text(look, entity, 'member.version'),
    epoch,
    zxid: epoch === null || counter === null ? null : formatZxid({ epoch, counter }),
    gap: leader === null ? null : gapBehind(look, leader, epoch, counter),
    inQuorum: inQuorum(look, entity, mode, leader),
    zab: text(look, entity, 'member.zab'),
    fedBy: feeder(look, entity),
    ...load(look, entity),
    openFiles: of('member.open_files'),
    maxOpenFiles: of('member.max_files'),
    uptimeMs: of('member.uptime'),
    roundTripMs: of('member.round_trip'),
  }
}

type Load = Pick<
  EnsembleMember,
  'clients' | 'outstanding' | 'latencyMs' | 'latencyFrom' | 'fsyncMs' | 'packetsPerSecond' | 'watches'
>

const noLoad: Load = {
  clients: null,
  outstanding: null,
  latencyMs: null,
  latencyFrom: null,
  fsyncMs: null,
  packetsPerSecond: null,
  watches: null,
}

/** What was in the last minute says nothing of a member that doesn't serve now. */
function load(look: Look, entity: string): Load {
  if (text(look, entity, 'member.state') !== 'serving') return noLoad
  const of = (metric: string) => number(look, entity, metric)
  const received = perSecond(look, entity, 'member.packets_received')
  const sent = perSecond(look, entity, 'member.packets_sent')
  const latency = requestLatency(look, entity)
  const average = of('member.latency_avg')
  const from: EnsembleMember['latencyFrom'] =
    latency !== null ? 'interval' : average === null ? null : 'since-start'
  return {
    clients: of('member.connections'),
    outstanding: of('member.outstanding'),
    latencyMs: latency ?? average,
    latencyFrom: from,
    fsyncMs: meanOver(look, entity, 'member.fsync_sum', 'member.fsync_count'),
    packetsPerSecond: received === null || sent === null ? null : received + sent,
    watches: of('member.watches'),
  }
}

/** Reads and writes together, of the last minute. */
function requestLatency(look: Look, entity: string): number | null {
  const rates = ['read', 'update'].map((kind) => {
    const mean = meanOver(look, entity, `member.${kind}_latency_sum`, `member.${kind}_latency_count`)
    const events = perSecond(look, entity, `member.${kind}_latency_count`)
    return mean === null || events === null ? null : { mean, events }
  })
  const told = rates.filter((rate) => rate !== null)
  const events = told.reduce((sum, one) => sum + one.events, 0)
  return events > 0 ? told.reduce((sum, one) => sum + one.mean * one.events, 0) / events : null
}

/**
 * Transactions behind the leader. Until the first write after an election the followers still show the former epoch:
 * then nobody is behind. Otherwise counters of different epochs can't be compared.
 */
export function gapBehind(
  look: Look,
  leader: string,
  epoch: number | null,
  counter: number | null,
): number | null {
  const leaderEpoch = number(look, `member/${leader}`, 'member.epoch')
  const leaderCounter = number(look, `member/${leader}`, 'member.zxid_counter')
  if (epoch === null || counter === null || leaderEpoch === null || leaderCounter === null) return null
  if (epoch === leaderEpoch) return Math.max(0, leaderCounter - counter)
  return leaderCounter === 0 && epoch < leaderEpoch ? 0 : null
}

/** The leader counts how many are in step, not who: if it counts all that serve, each of them is. */
function inQuorum(
  look: Look,
  entity: string,
  mode: MemberMode | null,
  leader: string | null,
): boolean | null {
  const state = text(look, entity, 'member.state')
  if (state === 'silent' || state === 'refused' || state === 'not-serving') return false
  if (state !== 'serving' || leader === null) return null
  if (entity === `member/${leader}`) return true
  const kind = mode === 'observer' ? 'observer' : 'follower'
  const synced = number(look, `member/${leader}`, `member.synced_${kind}s`)
  const serving = [...look.moment.facts('member.mode')].filter(([, held]) => held.value === kind).length
  return synced !== null && synced >= serving ? true : null
}

function feeder(look: Look, entity: string): EnsembleMember['fedBy'] {
  const { member, since: from } = record(look.moment.fact(entity, 'member.fed_by'))
  return typeof member === 'string' ? { member, since: Number(from) } : null
}

function quorumAddress(look: Look, id: string): string | null {
  const servers = list(record(look.moment.fact('ensemble', 'ensemble.config'))['servers'])
  const server = servers.map(record).find((one) => one['id'] === id)
  return typeof server?.['quorum'] === 'string' ? server['quorum'] : null
}
