import { parseEntity } from '../../../shared/systems/activemq-entities.ts'
import type { EntityPage } from '../../app/pages.ts'

const isKind =
  (...kinds: readonly string[]) =>
  (path: string) =>
    kinds.includes(parseEntity(path).is)

export const isBroker = isKind('broker')
export const isEndpoint = isKind('endpoint')
export const isDurable = isKind('durable')
export const isConnection = isKind('connection')
/** What the drawing of the network is made of; an accepted half is told by its other end. */
export const isOfNetwork = isKind('broker', 'networkconnector', 'bridge')

/** Brokers make and delete advisory topics as clients come and go. */
export const isAdvisory = (name: string) => name.startsWith('ActiveMQ.Advisory.')

/** @param advisories whether these are listed, or the others */
export const isDestination = (advisories: boolean) => (path: string) => {
  const entity = parseEntity(path)
  return (entity.is === 'queue' || entity.is === 'topic') && isAdvisory(entity.name) === advisories
}

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
