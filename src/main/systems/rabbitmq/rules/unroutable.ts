import { namesIn } from '../../../../shared/systems/rabbitmq-entities.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { perSecond } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { bindingsOf, routingIndex } from '../views/model.ts'
import { ratesOf } from '../views/rates.ts'
import { judged, named, perSecondText, unobserved } from './claims.ts'
import { sources } from './sources.ts'

/** A consumer that binds its queue again is done by then. */
const holdMs = 10_000

/** Q16. Published into the void. */
export const unroutable: Rule = {
  id: 'rabbitmq/unroutable',
  title: 'Every message that is published reaches a queue',
  why: 'What no binding takes is dropped, and with it whatever somebody thought they had sent; a confirm comes all the same.',
  fix: 'Bind a queue with the keys that are used, give the exchange an alternate exchange, or publish with mandatory and listen for returns.',
  source: sources.confirms,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/exchanges', 'GET /api/bindings']), () => [
      ...dropped(look),
      ...unbound(look),
    ]),
}

function dropped(look: Look): readonly Candidate[] {
  const rate = perSecond(look, 'cluster', 'cluster.dropped')
  if (rate === null || rate === 0) return []
  const into = ratesOf(look, 'exchange.published_in')
  const out = ratesOf(look, 'exchange.published_out')
  // a copy for several queues hides what is lost: those that lose for certain
  const losing = [...into].filter(([entity, rateIn]) => rateIn > 0 && (out.get(entity) ?? 0) < rateIn)
  const names = losing.map(([entity]) => namesIn(entity)[1] || '(default)')
  return [
    {
      entity: 'cluster',
      severity: 'warning',
      title: `${perSecondText(rate)} messages reach no queue and are dropped${names.length === 0 ? '' : `; more comes into ${named(names)} than goes out`}`,
      holdMs,
      evidence: [
        metricEvidence(look, 'cluster', 'cluster.dropped', 'Dropped as unroutable'),
        ...losing
          .slice(0, 5)
          .map(([entity]) => metricEvidence(look, entity, 'exchange.published_in', 'Comes in')),
      ],
    },
  ]
}

function unbound(look: Look): readonly Candidate[] {
  return [...ratesOf(look, 'exchange.published_in')].flatMap(([entity, rate]): readonly Candidate[] => {
    const [vhost = '', name = ''] = namesIn(entity)
    const exchange = routingIndex(look, vhost).exchanges.get(name)
    if (rate === 0 || exchange === undefined || exchange.alternate !== null) return []
    if (bindingsOf(look, vhost).some(({ source }) => source === name)) return []
    return [
      {
        entity,
        severity: 'warning',
        title: `${perSecondText(rate)} messages are published to ${name}, and nothing is bound to it`,
        holdMs,
        evidence: [metricEvidence(look, entity, 'exchange.published_in', 'Comes in, and goes nowhere')],
      },
    ]
  })
}
