import { factEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { judged, unobservedQueues } from './claims.ts'
import { queueStates } from './queue-state.ts'
import { sources } from './sources.ts'

/** Q14. At-least-once dead-lettering that isn't. */
export const deadLetterStrategy: Rule = {
  id: 'rabbitmq/dead-letter-strategy',
  title: 'At-least-once dead-lettering has the overflow it needs',
  why: 'With any overflow but reject-publish a queue falls back to at-most-once, without a word: dead letters may be lost.',
  fix: 'Set overflow to reject-publish beside dead-letter-strategy at-least-once.',
  source: sources.quorum,
  evaluate: (look) =>
    judged(unobservedQueues(look), () =>
      queueStates(look)
        .filter(
          ({ type, settings }) =>
            type === 'quorum' &&
            settings.deadLetterStrategy === 'at-least-once' &&
            settings.overflow !== 'reject-publish',
        )
        .map(({ entity, name, settings }) => ({
          entity,
          severity: 'warning',
          title: `${name} asks for at-least-once dead letters and gets at-most-once: its overflow is ${settings.overflow ?? 'drop-head'}`,
          holdMs: 0,
          evidence: [
            factEvidence(look, entity, 'queue.about', 'Its arguments'),
            factEvidence(look, entity, 'queue.policy', 'Its policies'),
          ],
        })),
    ),
}
