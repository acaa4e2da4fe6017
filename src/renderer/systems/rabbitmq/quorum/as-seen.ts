import type { QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import type { NodeRow } from '../../../../shared/systems/rabbitmq-views.ts'

/**
 * Members as far as their nodes answer: what was told of a member before its node fell silent no longer counts as online,
 * because a node that hangs takes no part in a majority, and its peers notice that only after a minute.
 */
export function asSeen(data: QuorumData, nodes: readonly Pick<NodeRow, 'name' | 'state'>[]): QuorumData {
  const silent = new Set(nodes.filter(({ state }) => isSilent(state)).map(({ name }) => name))
  if (!data.nodes.some((node) => silent.has(node))) return data
  const isHeard = data.nodes.map((node) => !silent.has(node))
  return { ...data, rows: data.rows.map((row) => rowAsSeen(row, isHeard)) }
}

const isSilent = (state: NodeRow['state']) =>
  state === 'hangs' || state === 'unreachable' || state === 'unknown'

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
