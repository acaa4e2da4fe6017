import { factEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { sourceOf } from '../views/reading.ts'
import { sources } from './sources.ts'

/** Q41. What this tool can't see, and why. */
export const statistics: Rule = {
  id: 'rabbitmq/statistics',
  title: 'The management tells what it is asked',
  why: 'What is not observed can’t be judged: rules that need it say that they don’t know.',
  fix: 'Enable the management’s statistics and the plugin rabbitmq_prometheus on every node, give the user the tag monitoring and let it enter every virtual host (with no rights).',
  source: sources.management,
  evaluate(look) {
    const source = sourceOf(look)
    const gap = look.moment.gaps.find(
      ({ entity, code }) => (entity === '' && code !== 'unsupported') || entity.startsWith('vhost/'),
    )
    if (source === 'management' && gap === undefined) return { candidates: [] }
    const how =
      source === 'prometheus'
        ? 'Figures of queues come from the nodes’ Prometheus endpoints alone'
        : source === 'none'
          ? 'Nothing is known of the queues now'
          : 'Not everything may be seen'
    return {
      candidates: [
        {
          entity: 'cluster',
          severity: 'info',
          title: gap === undefined ? how : `${how}: ${gap.message}`,
          holdMs: 3000,
          evidence: [factEvidence(look, 'cluster', 'cluster.source', how)],
          ...(gap?.fix === undefined ? {} : { fix: gap.fix }),
        },
      ],
    }
  },
}
