import type { Json } from '../../../../shared/base/json.ts'
import {
  deadLetterOf,
  settingsInForce,
  settingsOf,
} from '../../../../shared/systems/rabbitmq-dead-letters.ts'
import { namesIn, rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type {
  DeadLetter,
  QueueSetting,
  QueueSettings,
} from '../../../../shared/systems/rabbitmq-queue-views.ts'
import {
  indexRouting,
  type RoutingBinding,
  type RoutingExchange,
  type RoutingIndex,
  type RoutingTable,
} from '../../../../shared/systems/rabbitmq-routing.ts'
import { record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { onceAMoment, stringOf, stringOrNull } from './reading.ts'

type Table = { readonly [key: string]: Json }

/** A queue as far as its definition goes. */
export interface QueueModel {
  readonly entity: string
  readonly vhost: string
  readonly name: string
  readonly type: string
  readonly durable: boolean
  readonly exclusive: boolean
  readonly autoDelete: boolean
  readonly arguments: Table
  readonly policy: string | null
  readonly operatorPolicy: string | null
  readonly inForce: readonly QueueSetting[]
  readonly settings: QueueSettings
}

/** All queues by entity, with what holds for them of arguments and policies. */
export const queueModels = onceAMoment((look: Look): ReadonlyMap<string, QueueModel> => {
  const policies = look.moment.facts('queue.policy')
  return new Map(
    [...look.moment.facts('queue.about')].map(([entity, { value }]) => [
      entity,
      queueModel(look, entity, record(value), recordOr(policies.get(entity)?.value)),
    ]),
  )
})

/** As `record`, and the very same where there is none. */
function recordOr(value: Json | undefined): Table {
  return value === undefined ? noTable : record(value)
}

interface KnownModel {
  readonly entity: string
  readonly named: Table
  readonly policy: Table
  readonly operatorPolicy: Table
  readonly model: QueueModel
}

/** By what is told of the queue: live that is the very same object from sample to sample. */
const knownModels = new WeakMap<Table, KnownModel>()
const noTable: Table = {}

function queueModel(look: Look, entity: string, about: Table, named: Table): QueueModel {
  const known = knownModels.get(about)
  const vhost = known?.entity === entity ? known.model.vhost : (namesIn(entity)[0] ?? '')
  const policy = definitionOf(look, 'policy', vhost, stringOrNull(named['policy']))
  const operatorPolicy = definitionOf(look, 'operator-policy', vhost, stringOrNull(named['operator']))
  const isSame =
    known?.entity === entity &&
    known.named === named &&
    known.policy === policy &&
    known.operatorPolicy === operatorPolicy
  if (isSame) return known.model
  const model = modelOf(entity, about, named, policy, operatorPolicy)
  knownModels.set(about, { entity, named, policy, operatorPolicy, model })
  return model
}

function modelOf(entity: string, about: Table, named: Table, ofUsers: Table, ofOperators: Table): QueueModel {
  const [vhost = '', name = ''] = namesIn(entity)
  const args = record(about['arguments'])
  const policy = stringOrNull(named['policy'])
  const operatorPolicy = stringOrNull(named['operator'])
  const inForce = settingsInForce({ arguments: args, policy: ofUsers, operatorPolicy: ofOperators })
  return {
    ...{ entity, vhost, name, policy, operatorPolicy, inForce },
    type: stringOf(about['type']),
    durable: about['durable'] === true,
    exclusive: about['exclusive'] === true,
    autoDelete: about['autoDelete'] === true,
    arguments: args,
    settings: settingsOf(inForce, args),
  }
}

function definitionOf(
  look: Look,
  kind: 'policy' | 'operator-policy',
  vhost: string,
  name: string | null,
): Table {
  if (name === null) return noTable
  const about = look.moment.fact(rabbitmqEntity(kind, vhost, name), `${kind}.about`)
  return record(record(about)['definition'])
}

export const vhostNames = onceAMoment((look: Look): readonly string[] => {
  const told = [...look.moment.facts('vhost.state').keys()].map((entity) => namesIn(entity)[0] ?? '')
  const seen = [...look.moment.facts('exchange.about').keys()].map((entity) => namesIn(entity)[0] ?? '')
  const ofQueues = [...queueModels(look).values()].map(({ vhost }) => vhost)
  return [...new Set([...told, ...seen, ...ofQueues])].sort()
})

/** Queues of each virtual host, in the order of their names. */
export const queuesByVhost = onceAMoment((look: Look): ReadonlyMap<string, readonly QueueModel[]> => {
  const sorted = [...queueModels(look).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  return Map.groupBy(sorted, ({ vhost }) => vhost)
})

const exchangesByVhost = onceAMoment((look: Look): ReadonlyMap<string, readonly RoutingExchange[]> => {
  const all = [...look.moment.facts('exchange.about')].map(([entity, { value }]) => {
    const [vhost = '', name = ''] = namesIn(entity)
    const about = record(value)
    const args = record(about['arguments'])
    const policy = definitionOf(look, 'policy', vhost, stringOrNull(about['policy']))
    const exchange: RoutingExchange = {
      name,
      type: stringOf(about['type']),
      arguments: args,
      alternate: stringOrNull(args['alternate-exchange']) ?? stringOrNull(policy['alternate-exchange']),
      internal: about['internal'] === true,
    }
    return { vhost, exchange }
  })
  const grouped = Map.groupBy(all, ({ vhost }) => vhost)
  return new Map([...grouped].map(([vhost, some]) => [vhost, some.map(({ exchange }) => exchange)]))
})

/** A binding as routing needs it, with the entity that tells of it. */
export type KnownBinding = RoutingBinding & { readonly entity: string }

const bindingsByVhost = onceAMoment((look: Look): ReadonlyMap<string, readonly KnownBinding[]> => {
  const all = [...look.moment.facts('binding.about')].map(([entity, { value }]) => {
    const about = record(value)
    const binding: KnownBinding = {
      entity,
      source: stringOf(about['source']),
      destination: stringOf(about['destination']),
      toExchange: about['toExchange'] === true,
      key: stringOf(about['key']),
      arguments: record(about['arguments']),
    }
    return { vhost: stringOf(about['vhost']), binding }
  })
  const grouped = Map.groupBy(all, ({ vhost }) => vhost)
  return new Map([...grouped].map(([vhost, some]) => [vhost, some.map(({ binding }) => binding)]))
})

/** Bindings of the default exchange go without saying: they are left out. */
export function bindingsOf(look: Look, vhost: string): readonly KnownBinding[] {
  return (bindingsByVhost(look).get(vhost) ?? []).filter(({ source }) => source !== '')
}

export function routingTable(look: Look, vhost: string): RoutingTable {
  return {
    vhost,
    exchanges: (exchangesByVhost(look).get(vhost) ?? []).filter(({ name }) => name !== ''),
    queues: (queuesByVhost(look).get(vhost) ?? []).map(({ name }) => name),
    bindings: bindingsOf(look, vhost),
  }
}

const indexes = onceAMoment((look: Look) => {
  const known = new Map<string, RoutingIndex>()
  return (vhost: string): RoutingIndex => {
    let index = known.get(vhost)
    if (index === undefined) known.set(vhost, (index = indexRouting(routingTable(look, vhost))))
    return index
  }
})

export function routingIndex(look: Look, vhost: string): RoutingIndex {
  return indexes(look)(vhost)
}

/** Where each queue's dead letters end, by entity. undefined while exchanges or bindings were never read. */
export const deadLetters = onceAMoment((look: Look): ReadonlyMap<string, DeadLetter> => {
  const known = look.moment.facts('exchange.about').size > 0
  const found = new Map<string, DeadLetter>()
  for (const [vhost, queues] of known ? queuesByVhost(look) : []) {
    const keys = keysInto(bindingsOf(look, vhost))
    const index = routingIndex(look, vhost)
    for (const { entity, name, settings } of queues) {
      // most have none
      const own = settings.deadLetterExchange === null ? undefined : keys(name, look, vhost)
      found.set(entity, deadLetterOf(index, settings, own))
    }
  }
  return found
})

/**
 * By which keys messages come into a queue, as its bindings tell: its own name where it has none (the default
 * exchange); undefined where they take more than one word.
 */
function keysInto(bindings: readonly KnownBinding[]) {
  const byQueue = Map.groupBy(
    bindings.filter(({ toExchange }) => !toExchange),
    ({ destination }) => destination,
  )
  return (queue: string, look: Look, vhost: string): readonly string[] | undefined => {
    const into = byQueue.get(queue) ?? []
    const exchanges = routingIndex(look, vhost).exchanges
    const isPlain = into.every(({ source, key }) => {
      const type = exchanges.get(source)?.type
      return type === 'direct' || (type === 'topic' && !/[*#]/.test(key))
    })
    if (!isPlain) return undefined
    return into.length === 0 ? [queue] : [...new Set(into.map(({ key }) => key))]
  }
}
