import type { MemberRow, QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'

/**
 * Members as far as their nodes answer: what was told of a member before its node fell silent no longer counts as online,
 * because a node that hangs takes no part in a majority, and its peers notice that only after a minute.
 */
export function asSeen(data: QuorumData, silent: ReadonlySet<string>): QuorumData {
  if (!data.nodes.some((node) => silent.has(node))) return data
  const isHeard = data.nodes.map((node) => !silent.has(node))
  return { ...data, rows: data.rows.map((row) => rowAsSeen(row, isHeard)) }
}

/** The members of one queue, likewise. */
export function membersAsSeen(
  members: readonly MemberRow[],
  silent: ReadonlySet<string>,
): readonly MemberRow[] {
  return members.map((member) =>
    silent.has(member.node) && member.isOnline === true ? { ...member, isOnline: null } : member,
  )
}

type Row = QuorumData['rows'][number]

function rowAsSeen(row: Row, isHeard: readonly boolean[]): Row {
  const isTouched = row.members.some((member, node) => member === 'online' && isHeard[node] === false)
  if (!isTouched) return row
  const members = row.members.map((member, node) =>
    member === 'online' && isHeard[node] === false ? ('unknown' as const) : member,
  )
  const online = members.filter((member) => member === 'online').length
  return { ...row, members, online, spare: online - (Math.floor(row.size / 2) + 1) }
}
