import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type {
  TopologyData,
  TopologyExchange,
  TopologyQueue,
} from '../../../../shared/systems/rabbitmq-topology-views.ts'
import type { RoutingExchange } from '../../../../shared/systems/rabbitmq-routing.ts'
import { record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { routingIndex, type KnownBinding } from './model.ts'
import { orNull, ratesOf } from './rates.ts'
import { findingsByEntity, onceAMoment } from './reading.ts'

const rates = onceAMoment((look: Look) => ({
  in: ratesOf(look, 'exchange.published_in'),
  out: ratesOf(look, 'exchange.published_out'),
  findings: findingsByEntity(look),
}))

type Parts = Pick<TopologyData, 'exchanges' | 'hidden' | 'alternates'>

/** Exchanges that matter: with bindings, traffic or somebody's use; those that are named and missing too. */
export function exchangesIn(
  look: Look,
  vhost: string,
  bindings: readonly KnownBinding[],
  queues: readonly TopologyQueue[],
  search: string,
): Parts {
  const { exchanges: known } = routingIndex(look, vhost)
  const targets = new Set(queues.flatMap(({ deadLetter }) => deadLetter.exchange ?? []))
  const alternates = [...known.values()].flatMap(({ name, alternate }) =>
    alternate === null ? [] : [{ name, alternate }],
  )
  const isShown = shownBy(queues, bindings, search)
  const isUsed = (name: string) =>
    targets.has(name) ||
    bindings.some(
      ({ source, destination, toExchange }) => source === name || (toExchange && destination === name),
    ) ||
    (rates(look).in.get(rabbitmqEntity('exchange', vhost, name)) ?? 0) > 0
  const named = [...targets, ...alternates.map(({ alternate }) => alternate), ...known.keys(), '']
  const names = [...new Set(named)].filter((name) => isOwn(name, isUsed) && isShown(name)).sort()
  const exchanges = names.map((name) => rowOf(look, vhost, known.get(name), name, bindings, targets))
  const at = new Map(names.map((name, i) => [name, i]))
  return {
    exchanges,
    hidden: known.size - names.filter((name) => known.has(name)).length,
    alternates: alternates.flatMap(({ name, alternate }) => {
      const from = at.get(name)
      const to = at.get(alternate)
      return from === undefined || to === undefined ? [] : [{ from, to, isMissing: !known.has(alternate) }]
    }),
  }
}

/** What everybody has from the start is shown where it is used. */
function isOwn(name: string, isUsed: (name: string) => boolean): boolean {
  return (name !== '' && !name.startsWith('amq.')) || isUsed(name)
}

/** While something is sought, the exchanges around the queues that were found. */
function shownBy(
  queues: readonly TopologyQueue[],
  bindings: readonly KnownBinding[],
  search: string,
): (name: string) => boolean {
  if (search === '') return () => true
  const around = new Set(queues.map(({ name }) => name))
  const sources = bindings.filter(({ toExchange, destination }) => !toExchange && around.has(destination))
  const names = new Set(sources.map(({ source }) => source))
  for (const { deadLetter } of queues) if (deadLetter.exchange !== null) names.add(deadLetter.exchange)
  for (const name of names)
    for (const { source, destination, toExchange } of bindings)
      if (toExchange && destination === name) names.add(source)
  return (name) => names.has(name) || name.toLowerCase().includes(search)
}

function rowOf(
  look: Look,
  vhost: string,
  exchange: RoutingExchange | undefined,
  name: string,
  bindings: readonly KnownBinding[],
  targets: ReadonlySet<string>,
): TopologyExchange {
  const entity = rabbitmqEntity('exchange', vhost, name)
  const about = record(look.moment.fact(entity, 'exchange.about'))
  return {
    name,
    // the default exchange is a direct one
    type: name === '' ? 'direct' : (exchange?.type ?? null),
    in: orNull(rates(look).in.get(entity)),
    out: orNull(rates(look).out.get(entity)),
    alternate: exchange?.alternate ?? null,
    internal: exchange?.internal === true,
    durable: about['durable'] !== false,
    findings: rates(look).findings.get(entity)?.length ?? 0,
    isDeadLetterTarget: targets.has(name),
    bindings: bindings.filter(({ source }) => source === name).length,
  }
}
