import { factEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { texts } from '../views/reading.ts'
import { named } from './claims.ts'
import { sources } from './sources.ts'

/** Q32. What one of the next versions will no longer have. */
export const deprecatedFeatures: Rule = {
  id: 'rabbitmq/deprecated-features',
  title: 'Nothing deprecated is in use',
  why: 'One of the next versions comes without it, and refuses to start while it is used.',
  fix: 'Move to what replaces it before the upgrade.',
  source: sources.flags,
  evaluate(look) {
    const names = texts(look.moment.fact('cluster', 'cluster.deprecated'))
    if (names.length === 0) return { candidates: [] }
    return {
      candidates: [
        {
          entity: 'cluster',
          severity: 'info',
          title: `Deprecated features are in use: ${named(names)}`,
          holdMs: 0,
          evidence: [factEvidence(look, 'cluster', 'cluster.deprecated', named(names, 20))],
        },
      ],
    }
  },
}
