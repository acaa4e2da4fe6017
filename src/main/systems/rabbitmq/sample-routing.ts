import type { Json } from '../../../shared/base/json.ts'
import { encodePart, rabbitmqEntity, type NamedKind } from '../../../shared/systems/rabbitmq-entities.ts'
import { factColumn, sameOrNew } from '../base/columns.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { fieldsIn, isTrue, listIn, numberIn, textIn, type Fields } from './ask/fields.ts'
import { KeptColumns, mayHold } from './kept-columns.ts'
import type { ClusterAsk, RawReplies } from './raw.ts'

/** Exchanges, bindings and policies: what says where messages go. */
export class RoutingFold {
  #exchanges: EntitySet | undefined
  readonly #sets = new Map<string, EntitySet>()
  readonly #stats = new KeptColumns()

  columns(raw: RawReplies): { values: readonly ValueColumn[]; facts: readonly FactColumn[] } {
    return {
      values: this.#rates(raw),
      facts: [
        ...this.#listed(raw, 'GET /api/exchanges', 'exchange.about', pathOf('exchange'), exchangeAbout),
        ...this.#listed(raw, 'GET /api/bindings', 'binding.about', bindingPath, bindingAbout),
        ...this.#policies(raw),
      ],
    }
  }

  #rates(raw: RawReplies): readonly ValueColumn[] {
    const list = raw.replies['GET /api/exchanges']
    if (list === undefined) return mayHold(raw, ['GET /api/exchanges']) ? this.#stats.again(raw.at) : []
    const isOn = fieldsIn(raw.replies['GET /api/overview'])['disable_stats'] !== true
    const byPath = new Map(listIn(list).map((exchange) => [pathOf('exchange')(exchange), exchange]))
    this.#exchanges = sameOrNew(this.#exchanges, [...byPath.keys()])
    const of = (field: string) => (path: string) => {
      const value = numberIn(fieldsIn(byPath.get(path)?.['message_stats']), field)
      return Number.isNaN(value) && isOn ? 0 : value
    }
    return this.#stats.take(raw.at, this.#exchanges, {
      'exchange.published_in': of('publish_in'),
      'exchange.published_out': of('publish_out'),
    })
  }

  #listed(
    raw: RawReplies,
    ask: ClusterAsk,
    key: string,
    path: (one: Fields) => string,
    about: (one: Fields) => Json,
  ): readonly FactColumn[] {
    const list = raw.replies[ask]
    if (list === undefined) return []
    const byPath = new Map(listIn(list).map((one) => [path(one), one]))
    const set = sameOrNew(this.#sets.get(key), [...byPath.keys()])
    this.#sets.set(key, set)
    return [factColumn(key, set, (one) => about(byPath.get(one) ?? {}))]
  }

  /** Those of operators are asked less often: each column speaks of its own kind only. */
  #policies(raw: RawReplies): readonly FactColumn[] {
    return [
      ...this.#listed(raw, 'GET /api/policies', 'policy.about', pathOf('policy'), policyAbout),
      ...this.#listed(
        raw,
        'GET /api/operator-policies',
        'operator-policy.about',
        pathOf('operator-policy'),
        policyAbout,
      ),
    ]
  }
}

function pathOf(kind: NamedKind): (one: Fields) => string {
  return (one) => rabbitmqEntity(kind, textIn(one, 'vhost') ?? '', textIn(one, 'name') ?? '')
}

function exchangeAbout(exchange: Fields): Json {
  return {
    type: textIn(exchange, 'type') ?? '',
    durable: isTrue(exchange, 'durable'),
    internal: isTrue(exchange, 'internal'),
    arguments: fieldsIn(exchange['arguments']),
    policy: textIn(exchange, 'policy') ?? null,
  }
}

function bindingPath(binding: Fields): string {
  const part = (key: string) => encodePart(textIn(binding, key) ?? '')
  const kind = binding['destination_type'] === 'exchange' ? 'e' : 'q'
  return `binding/${part('vhost')}/${part('source')}/${kind}/${part('destination')}/${part('properties_key')}`
}

function bindingAbout(binding: Fields): Json {
  return {
    vhost: textIn(binding, 'vhost') ?? '',
    source: textIn(binding, 'source') ?? '',
    destination: textIn(binding, 'destination') ?? '',
    toExchange: binding['destination_type'] === 'exchange',
    key: textIn(binding, 'routing_key') ?? '',
    arguments: fieldsIn(binding['arguments']),
  }
}

function policyAbout(policy: Fields): Json {
  const priority = numberIn(policy, 'priority')
  return {
    pattern: textIn(policy, 'pattern') ?? '',
    applyTo: textIn(policy, 'apply-to') ?? 'all',
    priority: Number.isNaN(priority) ? 0 : priority,
    definition: fieldsIn(policy['definition']),
  }
}
