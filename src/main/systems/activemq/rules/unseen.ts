import type { Look } from '../../moment.ts'
import type { Outcome } from '../../rule.ts'
import type { AskName } from '../ask/asks.ts'
import { brokerKeys, partsOf, whyBlind } from '../views/reading.ts'

/** Brokers that did not tell what a rule needs. */
export function blindBrokers(look: Look, asks: readonly AskName[]): readonly string[] {
  return brokerKeys(look).filter((key) => whyBlind(look, key, asks) !== null)
}

/**
 * What a rule can't judge, because a broker is not served or refuses to tell: of everything there that it looks at,
 * nothing opens and nothing closes.
 * @param facts or metrics whose entities the rule looks at
 */
export function unseen(
  look: Look,
  asks: readonly AskName[],
  kinds: readonly (
    'queue' | 'topic' | 'consumer' | 'durable' | 'connection' | 'networkconnector' | 'connector'
  )[],
): Pick<Outcome, 'missing' | 'unjudged'> {
  const blind = blindBrokers(look, asks)
  if (blind.length === 0) return {}
  const reasons = blind.map((key) => `${key}: ${whyBlind(look, key, asks) ?? ''}`)
  const wanted: readonly string[] = kinds
  const isThere = (entity: string) => {
    const { kind, broker } = partsOf(entity)
    return blind.includes(broker) && wanted.includes(kind)
  }
  const known = knownEntities(look).filter(isThere)
  return { missing: reasons.join('; '), unjudged: [...known, ...blind.map((key) => `broker/${key}`)] }
}

function knownEntities(look: Look): readonly string[] {
  const facts = ['consumer.about', 'connection.about', 'connector.about', 'networkconnector.about']
  return [
    ...(look.moment.column('destination.enqueued')?.entities.paths ?? []),
    ...facts.flatMap((fact) => [...look.moment.facts(fact).keys()]),
  ]
}

/** The sentence of a rule about what has not been read at all yet; undefined: it was. */
export function notRead(look: Look, metric: string, what: string): Outcome | undefined {
  if (look.moment.column(metric) !== undefined) return undefined
  return { candidates: [], missing: `${what} have not been read yet, or may not be read` }
}
