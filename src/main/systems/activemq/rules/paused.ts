import { factEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { destinationsOf } from '../views/standing.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

/** A09. */
export const paused: Rule = {
  id: 'activemq/paused',
  title: 'No queue is paused',
  why: 'A queue that somebody paused takes messages and hands none out, and its consumers see nothing wrong.',
  fix: 'Ask who paused it and why; resume() of the queue’s MBean or the button in the console lets it go on.',
  source: sources.mbeans,
  evaluate: (look) =>
    notRead(look, 'destination.size', 'Queues') ?? {
      candidates: destinationsOf(look)
        .filter(({ isPaused }) => isPaused)
        .map(({ entity, name, broker, size }) => ({
          ...{ entity, severity: 'warning', holdMs: 0 },
          title: `Queue ${name} on ${broker} is paused; ${size} messages wait`,
          evidence: [factEvidence(look, entity, 'destination.paused', 'Paused: true')],
        })),
      ...unseen(look, ['Queues'], ['queue']),
    },
}
