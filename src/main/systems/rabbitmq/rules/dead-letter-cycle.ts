import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { deadLetters, queueModels, type QueueModel } from '../views/model.ts'
import { judged, unobserved } from './claims.ts'
import { sources } from './sources.ts'

/** Q13. Dead letters that come back to where they were, with nobody's rejection on the way. */
export const deadLetterCycle: Rule = {
  id: 'rabbitmq/dead-letter-cycle',
  title: 'No dead letters go in a circle by themselves',
  why: 'The broker notices a message that comes by expiry alone to a queue where it has been, and drops it.',
  fix: 'Break the circle: the last queue of a retry chain needs a consumer that rejects, or a dead-letter exchange of its own.',
  source: sources.deadLetters,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/exchanges', 'GET /api/bindings']), () => {
      const found = new Map<string, Candidate>()
      for (const queue of queueModels(look).values()) {
        const cycle = cycleFrom(look, queue)
        if (cycle === undefined) continue
        const first = cycle.toSorted((a, b) => (a.name < b.name ? -1 : 1))[0] ?? queue
        found.set(first.entity, candidate(look, first, cycle))
      }
      return [...found.values()]
    }),
}

/** Queues that give messages up by themselves: what leaves the others was rejected. */
function isAutomatic({ settings }: QueueModel): boolean {
  return settings.messageTtlMs !== null || settings.maxLength !== null || settings.maxBytes !== null
}

function cycleFrom(look: Look, start: QueueModel): readonly QueueModel[] | undefined {
  const path: QueueModel[] = []
  const seen = new Set<string>()
  const visit = (queue: QueueModel): boolean => {
    if (!isAutomatic(queue) || seen.has(queue.entity)) return false
    seen.add(queue.entity)
    path.push(queue)
    const dead = deadLetters(look).get(queue.entity)
    for (const name of dead?.ends === 'queues' ? dead.queues : []) {
      if (name === start.name) return true
      const next = queueModels(look).get(rabbitmqEntity('queue', queue.vhost, name))
      if (next !== undefined && visit(next)) return true
    }
    path.pop()
    return false
  }
  return visit(start) ? path : undefined
}

function candidate(look: Look, first: QueueModel, cycle: readonly QueueModel[]): Candidate {
  const names = cycle.map(({ name }) => name)
  return {
    entity: first.entity,
    severity: 'warning',
    title: `Dead letters go in a circle by themselves and are dropped: ${[...names, names[0] ?? ''].join(' → ')}`,
    holdMs: 0,
    evidence: cycle.map(({ entity, name }) =>
      factEvidence(look, entity, 'queue.about', `${name} gives messages up by itself`),
    ),
  }
}
