import type { EnsembleData } from '../../../../shared/systems/zookeeper-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { ensembleMembers } from './ensemble-members.ts'
import { counterLeft, writesPerSecond } from './overview.ts'
import { quorumState } from './quorum-state.ts'
import { number, text } from '../../base/reading.ts'

export const ensemble: View = { run: (look): { [key: string]: unknown } => ({ ...ensembleOf(look) }) }

export function ensembleOf(look: Look): EnsembleData {
  const members = ensembleMembers(look)
  const leader = text(look, 'ensemble', 'ensemble.leader')
  const ofLeader = (metric: string) => (leader === null ? null : number(look, `member/${leader}`, metric))
  return {
    members,
    leader,
    leaders: members.filter(({ mode }) => mode === 'leader').map(({ id }) => id),
    quorum: quorumState(look),
    writesPerSecond: writesPerSecond(look, leader),
    counterLeft: counterLeft(look, leader),
    syncedFollowers: ofLeader('member.synced_followers'),
    followers: followersOf(members),
    pendingSyncs: ofLeader('member.pending_syncs'),
    source: { member: leader, ask: 'mntr', at: look.moment.sampledAt },
  }
}

/** Voters that could follow: all but the leader. */
function followersOf(members: EnsembleData['members']): number | null {
  const voters = members.filter(({ voter }) => voter === true).length
  return voters === 0 ? null : voters - 1
}
