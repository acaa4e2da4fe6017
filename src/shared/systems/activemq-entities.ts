import type { EntityName } from './catalogue.ts'

export type DestinationKind = 'queue' | 'topic'

/**
 * What an entity path of ActiveMQ names. Keys of brokers hold no slash; names of destinations and clients may, so that
 * they stand last, or only the part before the last slash is theirs.
 */
export type ActivemqEntity =
  | { readonly is: 'target' }
  | { readonly is: 'endpoint'; readonly address: string }
  | { readonly is: 'broker'; readonly broker: string }
  | { readonly is: DestinationKind; readonly broker: string; readonly name: string }
  | {
      readonly is:
        'consumer' | 'producer' | 'connection' | 'connector' | 'networkconnector' | 'bridge' | 'store'
      readonly broker: string
      readonly name: string
    }
  | { readonly is: 'durable'; readonly broker: string; readonly name: string }
  | { readonly is: 'other'; readonly path: string }

export const endpointEntity = (address: string) => `endpoint/${address}`
export const brokerEntity = (broker: string) => `broker/${broker}`
export const destinationEntity = (kind: DestinationKind, broker: string, name: string) =>
  `${kind}/${broker}/${name}`

export function parseEntity(path: string): ActivemqEntity {
  const [kind = '', broker = '', ...rest] = path.split('/')
  const name = rest.join('/')
  switch (kind) {
    case 'target':
    case 'network':
    case 'cluster':
      return { is: 'target' }
    case 'endpoint':
      return { is: 'endpoint', address: broker }
    case 'broker':
      return { is: 'broker', broker }
    case 'queue':
    case 'topic':
    case 'consumer':
    case 'producer':
    case 'connection':
    case 'connector':
    case 'networkconnector':
    case 'bridge':
    case 'store':
    case 'durable':
      return { is: kind, broker, name }
    default:
      return { is: 'other', path }
  }
}

const ownKinds = new Set(['endpoint', 'consumer', 'producer', 'connection'])

/**
 * Addresses, and what has its id from a client’s; a broker that is told from its namesake by its address, with all that is
 * on it; destinations that a connection made for itself.
 */
export function isOwn(path: string): boolean {
  const [kind = '', broker = '', name = ''] = path.split('/')
  return ownKinds.has(kind) || broker.includes('@') || name.startsWith('ID:')
}

/** What an entity is called where kinds are mixed. */
export function nameOf(path: string): EntityName {
  const entity = parseEntity(path)
  switch (entity.is) {
    case 'target':
      return { kind: 'network', name: 'the brokers' }
    case 'endpoint':
      return { kind: 'address', name: entity.address }
    case 'broker':
      return { kind: 'broker', name: entity.broker }
    case 'networkconnector':
      return { kind: 'network connector', name: `${entity.name} of ${entity.broker}` }
    case 'bridge':
      return { kind: 'bridge', name: `${entity.broker} to ${entity.name.split('/').at(-1) ?? ''}` }
    case 'durable':
      return { kind: 'durable subscriber', name: `${entity.name} on ${entity.broker}` }
    case 'queue':
    case 'topic':
    case 'consumer':
    case 'producer':
    case 'connection':
    case 'connector':
    case 'store':
      return { kind: entity.is, name: `${entity.name} on ${entity.broker}` }
    case 'other':
      return { kind: '', name: entity.path }
  }
}
