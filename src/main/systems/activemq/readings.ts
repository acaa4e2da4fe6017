import { type Attributes, textIn } from './attributes.ts'
import { keyProperty } from './ask/object-name.ts'
import type { AskName } from './ask/asks.ts'
import type { Reading } from './family.ts'
import type { RawBeans, RawEndpoint } from './raw.ts'

/** MBeans of one broker as entities. undefined: they were not read, or the read failed. */

type PathOf = (property: (key: string) => string | undefined, attributes: Attributes) => string | undefined

function reading(all: readonly (RawBeans | undefined)[], pathOf: PathOf): Reading {
  if (all.includes(undefined)) return undefined
  const found = new Map<string, Attributes>()
  for (const beans of all)
    for (const [name, attributes] of Object.entries(beans ?? {})) {
      const path = pathOf((key) => keyProperty(name, key), attributes)
      if (path !== undefined) found.set(path, attributes)
    }
  return found
}

/** What one ask gave; undefined too when it was refused. */
const beansOf = (endpoint: RawEndpoint | undefined, ask: AskName) => endpoint?.beans[ask]

export function destinations(key: string, endpoint: RawEndpoint | undefined): Reading {
  return named(key, [
    ['queue', beansOf(endpoint, 'Queues')],
    ['topic', beansOf(endpoint, 'Topics')],
  ])
}

export function destinationSettings(key: string, endpoint: RawEndpoint | undefined): Reading {
  return named(key, [
    ['queue', beansOf(endpoint, 'QueueSettings')],
    ['topic', beansOf(endpoint, 'TopicSettings')],
  ])
}

/** What one of the two kinds may not be read leaves the other. */
function named(key: string, kinds: readonly (readonly ['queue' | 'topic', RawBeans | undefined])[]): Reading {
  const read = kinds.filter(([, beans]) => beans !== undefined)
  if (read.length === 0) return undefined
  const entries = read.flatMap(([kind, beans]) => [
    ...(reading([beans], (property, attributes) => {
      const name = textIn(attributes, 'Name') ?? property('destinationName')
      return name === undefined ? undefined : `${kind}/${key}/${name}`
    }) ?? []),
  ])
  return new Map(entries)
}

/** Durable ones by client and name, for they outlive their consumers; while inactive they say `Durable: false`. */
export function consumers(key: string, endpoint: RawEndpoint | undefined): Reading {
  return reading([beansOf(endpoint, 'Consumers')], (property, attributes) => {
    const name = textIn(attributes, 'SubscriptionName')
    if (name === null) return under(`consumer/${key}/`, property('consumerId'))
    return `durable/${key}/${textIn(attributes, 'ClientId') ?? property('clientId') ?? ''}/${name}`
  })
}

export function producers(key: string, endpoint: RawEndpoint | undefined): Reading {
  const all = [beansOf(endpoint, 'Producers'), beansOf(endpoint, 'DynamicProducers')]
  return reading(all, (property) => under(`producer/${key}/`, property('producerId')))
}

export function connections(key: string, endpoint: RawEndpoint | undefined): Reading {
  return reading([beansOf(endpoint, 'Connections')], (property) =>
    under(`connection/${key}/${property('connectorName') ?? ''}/`, property('connectionName')),
  )
}

export function connectors(key: string, endpoint: RawEndpoint | undefined): Reading {
  return reading([beansOf(endpoint, 'Connectors')], (property) =>
    under(`connector/${key}/`, property('connectorName')),
  )
}

export function networkConnectors(key: string, endpoint: RawEndpoint | undefined): Reading {
  return reading([beansOf(endpoint, 'NetworkConnectors')], (property) =>
    property('networkBridge') === undefined
      ? under(`networkconnector/${key}/`, property('networkConnectorName'))
      : undefined,
  )
}

/** By the name of the other broker: the address of a bridge that is opened anew is another one. */
export function bridges(key: string, endpoint: RawEndpoint | undefined): Reading {
  const all = [beansOf(endpoint, 'NetworkConnectors'), beansOf(endpoint, 'DuplexBridges')]
  return reading(all, (property, attributes) => {
    const bridge = property('networkBridge')
    if (bridge === undefined || property('destinationName') !== undefined) return undefined
    const remote = textIn(attributes, 'RemoteBrokerName') ?? bridge
    return `bridge/${key}/${property('networkConnectorName') ?? ''}/${remote}`
  })
}

export function stores(key: string, endpoint: RawEndpoint | undefined): Reading {
  let n = 0
  return reading([beansOf(endpoint, 'PersistenceAdapter')], () => `store/${key}/${n++}`)
}

function under(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : prefix + name
}
