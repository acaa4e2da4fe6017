import type { Evidence, Severity } from '../../../../../shared/api/findings.ts'
import type { Look } from '../../../moment.ts'
import type { Candidate } from '../../../rule.ts'
import { partitionsOf } from '../../views/base/partitions.ts'

/** More than this many findings of one kind say no more than their number does. */
const MOST = 200

/** `orders-3`, as Kafka's own tools and logs write it. */
export function partitionName(look: Look, row: number): string {
  const { layout } = partitionsOf(look)
  return `${layout.topics[layout.topic[row]!]!}-${String(layout.number[row]!)}`
}

/** The rows that a rule claims one by one; the others it sums up. In the order of paths, so that it is the same ones each time. */
export function claimed(rows: readonly number[]): readonly number[] {
  return rows.length <= MOST ? rows : rows.slice(0, MOST)
}

/**
 * A claim for each of the first rows, and one for the whole cluster that counts the rest.
 * @param more reads on after "5 800 more partitions"
 */
export function claimEach(
  rows: readonly number[],
  claim: (row: number) => Candidate,
  more: string,
): Candidate[] {
  const each = claimed(rows).map(claim)
  const first = each[0]
  const rest = rows.length - each.length
  if (first === undefined || rest === 0) return each
  return [...each, { ...first, entity: 'cluster', title: `${String(rest)} more partitions ${more}` }]
}

export interface PartitionClaim {
  readonly severity: Severity
  readonly title: string
  readonly holdMs: number
  readonly evidence: readonly Evidence[]
  readonly fix?: string
  readonly why?: string
}

/** A claim about one partition. */
export function aboutPartition(look: Look, row: number, claim: PartitionClaim): Candidate {
  return { entity: partitionsOf(look).layout.paths[row]!, ...claim }
}

/** "ISR 1, 2 of replicas 1, 2, 3", since it is so. */
export function isrEvidence(look: Look, row: number): Evidence {
  const { layout, isr, replicas } = partitionsOf(look)
  const entity = layout.paths[row]!
  const since = look.moment.facts('partition.isr').get(entity)?.since ?? look.moment.at
  return {
    entity,
    fact: 'partition.isr',
    from: since,
    to: look.moment.at,
    says: `ISR ${isr[row]!.join(', ') || 'empty'} of replicas ${replicas[row]!.join(', ')}`,
  }
}

/** The setting that something was compared with. */
export function minIsrEvidence(look: Look, row: number): Evidence {
  const { layout, minIsr } = partitionsOf(look)
  const topic = layout.topics[layout.topic[row]!]!
  return {
    entity: `topic/${topic}`,
    fact: 'topic.config',
    from: look.moment.at,
    to: look.moment.at,
    says: `min.insync.replicas ${String(minIsr[layout.topic[row]!]!)}`,
  }
}
