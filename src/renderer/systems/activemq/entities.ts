import type { EntityName, EntityPage } from '../../app/pages.ts'

export type DestinationKind = 'queue' | 'topic'

/**
 * What an entity path of ActiveMQ names. Keys of brokers hold no slash; names of destinations and clients may, so that
 * they stand last, or only the part before the last slash is theirs.
 */
type ActivemqEntity =
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

function parse(path: string): ActivemqEntity {
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

/** The page that shows an entity. */
export function pageOf(path: string): EntityPage | undefined {
  const entity = parse(path)
  switch (entity.is) {
    case 'target':
      return { path: [] }
    case 'endpoint':
      return { path: ['pairs'], state: { endpoint: entity.address } }
    case 'broker':
    case 'connector':
    case 'store':
      return { path: ['brokers', entity.broker] }
    case 'queue':
    case 'topic':
      return { path: ['destinations', entity.broker, entity.is, entity.name] }
    case 'consumer':
    case 'producer':
      return { path: ['connections'], state: { broker: entity.broker } }
    case 'connection':
      return {
        path: ['connections'],
        state: { broker: entity.broker, q: entity.name.slice(entity.name.indexOf('/') + 1) },
      }
    case 'networkconnector':
    case 'bridge':
      return { path: ['network'], state: { link: path } }
    case 'durable':
      return { path: ['durables'], state: { durable: path } }
    case 'other':
      return undefined
  }
}

/** What an entity is called where kinds are mixed. */
export function nameOf(path: string): EntityName {
  const entity = parse(path)
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
