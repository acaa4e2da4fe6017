import { parseEntity } from '../../../shared/systems/activemq-entities.ts'
import type { EntityPage } from '../../app/pages.ts'

/** The page that shows an entity. */
export function pageOf(path: string): EntityPage | undefined {
  const entity = parseEntity(path)
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
