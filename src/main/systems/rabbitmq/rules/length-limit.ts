import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { judged, perSecondText, unobservedQueues } from './claims.ts'
import { queueStates, type QueueState } from './queue-state.ts'
import { sources } from './sources.ts'

/** Q37. Full, and the oldest makes room. */
export const lengthLimit: Rule = {
  id: 'rabbitmq/length-limit',
  title: 'No full queue drops its oldest messages',
  why: 'At its limit the queue drops from its head for each message that comes: what waited longest is lost, and its publisher had a confirm.',
  fix: 'Drain it, raise the limit, or choose what shall happen: overflow reject-publish tells the publisher, a dead-letter exchange keeps what is dropped.',
  source: sources.lengthLimit,
  evaluate: (look) =>
    judged(unobservedQueues(look), () => queueStates(look).flatMap((queue) => candidate(look, queue) ?? [])),
}

function candidate(
  look: Look,
  { entity, name, ready, publish, settings, type }: QueueState,
): Candidate | undefined {
  const { maxLength, overflow, deadLetterExchange } = settings
  const drops = overflow === null || overflow === 'drop-head'
  if (type === 'stream' || maxLength === null || maxLength === 0 || !drops || deadLetterExchange !== null)
    return undefined
  if (ready === undefined || ready < maxLength || !((publish ?? 0) > 0)) return undefined
  return {
    entity,
    severity: 'warning',
    title: `${name} is full (${ready} of ${maxLength}) and drops its oldest messages: ${perSecondText(publish ?? 0)} come in`,
    holdMs: 10_000,
    evidence: [
      metricEvidence(look, entity, 'queue.ready', `${ready} of ${maxLength}`),
      factEvidence(look, entity, 'queue.about', `overflow ${overflow ?? 'drop-head, as nothing is set'}`),
    ],
  }
}
