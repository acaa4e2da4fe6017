import type { QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'

export interface LeaderShare {
  /** The node that leads most. */
  readonly busiest: string
  /** Of all that have a leader, 0 to 1. */
  readonly share: number
  /** Much more than an even share, of enough queues for it to mean something. */
  readonly isSkewed: boolean
}

/** Fewer leaders than these on a node prove nothing. */
const leastQueues = 6

export function leaderShare({ nodes, leads }: Pick<QuorumData, 'nodes' | 'leads'>): LeaderShare {
  const total = leads.reduce((sum, count) => sum + count, 0)
  const most = Math.max(0, ...leads)
  const share = total === 0 ? 0 : most / total
  const even = 1 / Math.max(1, nodes.length)
  return {
    busiest: nodes[leads.indexOf(most)] ?? '',
    share,
    isSkewed: nodes.length > 1 && total >= leastQueues * nodes.length && share > Math.min(0.9, even * 1.6),
  }
}
