import { monitorMetrics } from '../../../shared/systems/zookeeper-monitor.ts'
import type { ParsedMember } from './parsed-member.ts'
import type { Known, KnownMember } from './who-is-who.ts'

/** The ensemble's ability to write. NaN: can't be told. */
export interface Quorum {
  readonly voters: number
  readonly needed: number
  readonly acknowledging: number
  readonly margin: number
  readonly is: 'ok' | 'no-margin' | 'no-quorum' | 'unknown'
  /** Ids of the members that claim to lead. */
  readonly leaders: readonly string[]
  /** Who leads; of several the one of the newest epoch; undefined: nobody, or that can't be told. */
  readonly leader: KnownMember | undefined
}

export function quorumOf({ members, membership }: Known): Quorum {
  const leading = members.filter((member) => member.asked?.srvr?.mode === 'leader')
  const leader = newestOf(leading)
  const alone = members.filter((member) => member.asked?.srvr?.mode === 'standalone')
  const leaders = leading.map(({ id }) => id)
  if (alone[0] !== undefined && members.length === 1)
    return { voters: 1, needed: 1, acknowledging: 1, margin: 0, is: 'ok', leaders, leader: alone[0] }
  const voters =
    membership?.servers.filter(({ voter }) => voter).length ?? metric(leader?.asked, 'quorum_size')
  const needed = Math.floor(voters / 2) + 1
  const acknowledging = leader === undefined ? withoutLeader(members, needed) : acknowledged(members, leader)
  const margin = acknowledging - needed
  return {
    voters,
    needed,
    acknowledging,
    margin,
    is: verdict(margin, acknowledging, voters),
    leaders,
    leader,
  }
}

/** A former leader that was frozen claims its role for a moment after it wakes: its epoch gives it away. */
function newestOf(leading: readonly KnownMember[]): KnownMember | undefined {
  const epochOf = (member: KnownMember) => member.asked?.srvr?.zxid.epoch ?? -1
  const newest = Math.max(...leading.map(epochOf))
  const [leader, ...more] = leading.filter((member) => epochOf(member) === newest)
  return more.length === 0 ? leader : undefined
}

/** No margin that was never there (one or two voters, all of them in step) is no loss. */
function verdict(margin: number, acknowledging: number, voters: number): Quorum['is'] {
  if (Number.isNaN(margin)) return 'unknown'
  if (margin < 0) return 'no-quorum'
  return margin === 0 && acknowledging < voters ? 'no-margin' : 'ok'
}

/**
 * Nobody acknowledges without a leader; but one that can't be seen from here may exist: it has followers that serve, or
 * enough voters stand where we don't see.
 */
function withoutLeader(members: readonly KnownMember[], needed: number): number {
  const someServe = members.some(
    ({ asked }) => asked?.state === 'serving' && asked.srvr?.mode !== 'read-only',
  )
  const hidden = members.filter(({ server, asked }) => server?.voter !== false && isHidden(asked))
  return someServe || hidden.length >= needed ? NaN : 0
}

/**
 * The lower of what the voters say of themselves and what the leader counts. A voter that this machine can't ask
 * (no address, no route, closed) counts as serving: the leader's figure speaks for it.
 */
function acknowledged(members: readonly KnownMember[], leader: KnownMember): number {
  const voters = members.filter((member) => member.server?.voter ?? votes(member))
  const hidden = voters.filter(({ asked }) => isHidden(asked))
  const serving = voters.filter(({ asked }) => asked?.state === 'serving')
  const synced = metric(leader.asked, 'synced_followers')
  const nonVoting = metric(leader.asked, 'synced_non_voting')
  const leaderSays = synced - (Number.isNaN(nonVoting) ? 0 : nonVoting) + 1
  if (Number.isNaN(leaderSays)) return hidden.length > 0 ? NaN : serving.length
  return Math.min(leaderSays, serving.length + hidden.length)
}

function isHidden(asked: ParsedMember | undefined): boolean {
  if (asked === undefined || asked.why?.unaccepted === true) return true
  return asked.state === 'unreachable' || asked.state === 'closed'
}

function votes(member: KnownMember): boolean {
  const mode = member.asked?.srvr?.mode
  return mode === 'leader' || mode === 'follower'
}

/** A number of the member's `mntr`; NaN: not told. */
export function metric(asked: ParsedMember | undefined, name: string): number {
  const place = monitorMetrics.findIndex(({ key }) => key === `member.${name}`)
  return asked?.mntr?.values[place] ?? NaN
}
