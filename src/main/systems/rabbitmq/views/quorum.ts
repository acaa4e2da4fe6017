import type { QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { number, since } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { quorumQueues, spareOf, type QuorumModel } from './node-counts.ts'
import { nodeNames, onceAMoment } from './reading.ts'

export const quorum: View = {
  run: (look, { vhost }) => ({ ...quorumData(look, typeof vhost === 'string' ? vhost : undefined) }),
}

const leadersWindowMs = 3_600_000

function quorumData(look: Look, only: string | undefined): QuorumData {
  const queues = quorumQueues(look).filter(({ vhost }) => only === undefined || vhost === only)
  const known = nodeNames(look)
  const nodes = [...new Set([...known, ...queues.flatMap(({ members }) => members)])].sort()
  const rows = queues.map((queue) => rowOf(look, queue, nodes, known))
  return {
    nodes,
    rows: rows.toSorted((a, b) => (a.spare ?? 0) - (b.spare ?? 0) || compare(a, b)),
    leads: nodes.map((_, i) => rows.filter(({ leader }) => leader === i).length),
  }
}

type Row = QuorumData['rows'][number]

function compare(a: Row, b: Row): number {
  if (a.vhost !== b.vhost) return a.vhost < b.vhost ? -1 : 1
  return a.name < b.name ? -1 : 1
}

function rowOf(look: Look, queue: QuorumModel, nodes: readonly string[], known: readonly string[]): Row {
  const { entity, vhost, name, leader, members, online } = queue
  return {
    ...{ vhost, name },
    leader: leader === null ? -1 : nodes.indexOf(leader),
    leaderSince: since(look, entity, 'queue.leader'),
    members: nodes.map((node) => {
      if (!members.includes(node)) return 'none'
      if (online === undefined) return 'unknown'
      return online.includes(node) ? 'online' : 'offline'
    }),
    online: online?.length ?? null,
    size: members.length,
    spare: spareOf(queue),
    ready: number(look, entity, 'queue.ready'),
    unacked: number(look, entity, 'queue.unacked'),
    strangers: members.filter((node) => !known.includes(node)),
    leaders: 1 + (leaderChanges(look).get(entity) ?? 0),
  }
}

const leaderChanges = onceAMoment((look: Look): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { entity, before, after } of look.changes(['queue.leader'], look.moment.at - leadersWindowMs))
    if (before !== null && after !== null) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  return counts
})
