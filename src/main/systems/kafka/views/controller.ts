import type { ControllerData } from '../../../../shared/systems/kafka-cluster-views.ts'
import type { Look } from '../../moment.ts'
import { missingOf } from './base/missing.ts'
import { controllerOf, modeOf, quorumMargin, type QuorumNode, quorumNodes } from './base/quorum.ts'

const DAY_MS = 86_400_000

/** Who decides: the KRaft quorum, or the broker that holds ZooKeeper's controller znode. */
export function controller(look: Look): ControllerData {
  const { leader, epoch, since } = controllerOf(look)
  const nodes = quorumNodes(look)
  return {
    mode: modeOf(look),
    leader,
    epoch,
    leaderSince: since,
    hw: look.moment.value('cluster', 'quorum.hw') ?? Number.NaN,
    margin: quorumMargin(look),
    nodes: nodeColumns(look, nodes),
    changes: changes(look),
    lagLines: nodes.map(({ id, entity }) => ({ label: `node ${String(id)}`, entity, metric: 'voter.lag' })),
    missing: missingOf(look, ['Metadata', 'DescribeQuorum']),
  }
}

function nodeColumns(look: Look, nodes: readonly QuorumNode[]): ControllerData['nodes'] {
  const { moment } = look
  const column = (metric: string) =>
    Float64Array.from(nodes, ({ entity }) => moment.value(entity, metric) ?? Number.NaN)
  return {
    id: Int32Array.from(nodes, ({ id }) => id),
    address: nodes.map(({ entity }) => {
      const address = moment.fact(entity, 'voter.address')
      return typeof address === 'string' ? address : null
    }),
    role: nodes.map(({ role }) => role),
    leo: column('voter.leo'),
    lag: column('voter.lag'),
    caughtUpAgeMs: column('voter.caughtUpAge'),
    fetchAgeMs: column('voter.fetchAge'),
    caughtUp: Uint8Array.from(nodes, ({ caughtUp }) => Number(caughtUp)),
  }
}

function changes(look: Look): ControllerData['changes'] {
  const from = look.moment.at - DAY_MS
  const edges = look.changes(['quorum.leader', 'cluster.controller'], from).toReversed()
  const epochs = look.spans('cluster', 'quorum.epoch', from)
  const epochAt = (at: number) => epochs.findLast((span) => span.from <= at)?.value
  return {
    at: Float64Array.from(edges, ({ at }) => at),
    leader: Int32Array.from(edges, ({ after }) => (typeof after === 'number' ? after : -1)),
    epoch: Float64Array.from(edges, ({ at }) => {
      const epoch = epochAt(at)
      return typeof epoch === 'number' ? epoch : Number.NaN
    }),
  }
}
