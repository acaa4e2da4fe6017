import type { Evidence } from '../../../shared/api/findings.ts'
import type { Look } from '../moment.ts'

/** A fact as proof, since when it has held. */
export function factEvidence(look: Look, entity: string, fact: string, says: string): Evidence {
  const { at } = look.moment
  return { entity, fact, from: look.moment.facts(fact).get(entity)?.since ?? at, to: at, says }
}

/** A metric over the last minutes as proof. */
export function metricEvidence(
  look: Look,
  entity: string,
  metric: string,
  says: string,
  windowMs = 300_000,
): Evidence {
  const { at } = look.moment
  return { entity, metric, from: at - windowMs, to: at, says }
}
