import type { QuorumMargin } from '../../../../../shared/systems/kafka-cluster-views.ts'
import type { Look } from '../../../moment.ts'

/**
 * A voter counts for the majority while it was caught up within the controllers' fetch timeout: after that the leader
 * itself no longer believes in it. The default of controller.quorum.fetch.timeout.ms; brokers don't tell another.
 */
const FETCH_TIMEOUT_MS = 2000

export interface QuorumNode {
  readonly id: number
  readonly entity: string
  readonly role: 'leader' | 'voter' | 'observer'
  readonly caughtUp: boolean
}

/** Nodes of the metadata quorum, the leader first, then voters, then observers. */
export function quorumNodes(look: Look): QuorumNode[] {
  const { moment } = look
  const rank = { leader: 0, voter: 1, observer: 2 } as const
  const stale = moment.gaps.some(({ ask }) => ask === 'DescribeQuorum')
  return [...moment.facts('voter.role')]
    .map(([entity, { value }]) => {
      const role = value === 'leader' || value === 'voter' ? value : 'observer'
      const age = moment.value(entity, 'voter.caughtUpAge') ?? Number.NaN
      return {
        id: Number(entity.split('/')[1]),
        entity,
        role,
        caughtUp: !stale && age <= FETCH_TIMEOUT_MS,
      } as const
    })
    .sort((a, b) => rank[a.role] - rank[b.role] || a.id - b.id)
}

/** null: there is no KRaft quorum, or it can't be read. */
export function quorumMargin(look: Look): QuorumMargin | null {
  if (look.moment.gaps.some(({ ask }) => ask === 'DescribeQuorum')) return null
  const voters = quorumNodes(look).filter(({ role }) => role !== 'observer')
  if (voters.length === 0) return null
  const caughtUp = voters.filter((voter) => voter.caughtUp).length
  const needed = Math.floor(voters.length / 2) + 1
  return { voters: voters.length, caughtUp, needed, margin: caughtUp - needed }
}

/** Node id of the active controller, with its epoch; −1: none, NaN: not observed. */
export function controllerOf(look: Look): { leader: number; epoch: number; since: number } {
  const { moment } = look
  const key = moment.fact('cluster', 'cluster.mode') === 'zookeeper' ? 'cluster.controller' : 'quorum.leader'
  const held = moment.facts(key).get('cluster')
  const epoch = moment.fact('cluster', 'quorum.epoch')
  return {
    leader: typeof held?.value === 'number' ? held.value : Number.NaN,
    epoch: typeof epoch === 'number' ? epoch : Number.NaN,
    since: held?.since ?? Number.NaN,
  }
}

export function modeOf(look: Look): 'kraft' | 'zookeeper' | null {
  const mode = look.moment.fact('cluster', 'cluster.mode')
  return mode === 'kraft' || mode === 'zookeeper' ? mode : null
}
