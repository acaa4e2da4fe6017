import type { Evidence } from '../../../../../shared/api/findings.ts'
import type { Look } from '../../../moment.ts'
import { partitionsOf } from '../../views/base/partitions.ts'

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
