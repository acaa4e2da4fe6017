import type { OverviewData, TreeReach } from '../../../../shared/systems/zookeeper-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { number, perSecond, record, since, text } from '../../base/reading.ts'
import { connectionsSeen, memberIds, total } from './reading.ts'
import { quorumState } from './quorum-state.ts'

/** The counter is 32 bits; the server elects anew before it rolls over. */
const counterEnd = 0xffff_ffff

export const overview: View = { run: (look): { [key: string]: unknown } => ({ ...overviewOf(look) }) }

export function overviewOf(look: Look): OverviewData {
  const ids = memberIds(look)
  const leader = text(look, 'ensemble', 'ensemble.leader')
  // the leader knows best; without one any member's picture is the best there is
  const best = leader ?? ids.find((id) => number(look, `member/${id}`, 'member.znodes') !== null) ?? null
  const ofBest = (metric: string) => (best === null ? null : number(look, `member/${best}`, metric))
  const voters = [...look.moment.facts('member.voter').values()]
  return {
    versions: [...new Set(ids.flatMap((id) => text(look, `member/${id}`, 'member.version') ?? []))],
    members: ids.length,
    observers: voters.filter(({ value }) => value === false).length,
    quorum: quorumState(look),
    leader,
    leaderSince: leader === null ? null : since(look, 'ensemble', 'ensemble.leader'),
    epoch: epochOf(look),
    counterLeft: counterLeft(look, leader),
    writesPerSecond: writesPerSecond(look, leader),
    packetsPerSecond: packets(look, ids),
    connections: total(look, 'member.connections'),
    outstanding: total(look, 'member.outstanding'),
    sessions: ofBest('member.global_sessions') ?? sessionsSeen(look),
    watches: total(look, 'member.watches'),
    znodes: ofBest('member.znodes'),
    ephemerals: ofBest('member.ephemerals'),
    dataBytes: ofBest('member.data_bytes'),
    tree: treeReach(look),
    blind: look.moment.gaps
      .filter(({ entity }) => entity.startsWith('member/'))
      .map(({ entity, ask, message, fix }) => ({
        member: entity.slice('member/'.length),
        ask,
        why: message,
        fix: fix ?? null,
      })),
  }
}

function epochOf(look: Look): number | null {
  const epoch = look.moment.fact('ensemble', 'ensemble.epoch')
  return typeof epoch === 'number' ? epoch : null
}

export function counterLeft(look: Look, leader: string | null): number | null {
  const counter = leader === null ? null : number(look, `member/${leader}`, 'member.zxid_counter')
  return counter === null ? null : counterEnd - counter
}

export function writesPerSecond(look: Look, leader: string | null): number | null {
  return leader === null ? null : perSecond(look, `member/${leader}`, 'member.zxid_counter')
}

function packets(look: Look, ids: readonly string[]): number | null {
  const rates = ids.flatMap((id) =>
    ['received', 'sent'].map((way) => perSecond(look, `member/${id}`, `member.packets_${way}`)),
  )
  const told = rates.filter((rate) => rate !== null)
  return told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0)
}

function sessionsSeen(look: Look): number | null {
  const column = look.moment.column('session.received')
  return column === undefined || !connectionsSeen(look).all ? null : column.entities.paths.length
}

export function treeReach(look: Look): TreeReach {
  const { how, why, chroot } = record(look.moment.fact('ensemble', 'ensemble.tree'))
  const reason = typeof why === 'string' ? why : null
  const known = how === 'followed' || how === 'polled' || how === 'off' ? how : 'unknown'
  return {
    read: number(look, 'ensemble', 'ensemble.tree_znodes'),
    how: reason === null || known === 'off' || known === 'unknown' ? known : 'partly',
    why: reason,
    chroot: typeof chroot === 'string' ? chroot : '/',
  }
}
