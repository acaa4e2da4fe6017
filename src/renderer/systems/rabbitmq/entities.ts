import { namesIn, rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import { kindOf } from '../../../shared/systems/rabbitmq-names.ts'
import type { EntityPage } from '../../app/pages.ts'

export const queueEntity = (vhost: string, name: string): string => rabbitmqEntity('queue', vhost, name)

export const isNode = (entity: string) => kindOf(entity) === 'node'
export const isQueue = (entity: string) => kindOf(entity) === 'queue'
export const isConnection = (entity: string) => kindOf(entity) === 'connection'
export const isChannel = (entity: string) => kindOf(entity) === 'channel'

/** The entity of a node. */
export const nodeEntity = (name: string): string => rabbitmqEntity('node', name)

/** Path of a queue's page, after the target. */
export const queuePath = (vhost: string, name: string): readonly string[] => ['queues', vhost, name]

/** The page that shows an entity. */
export function pageOf(entity: string): EntityPage | undefined {
  const [first = '', second = ''] = namesIn(entity)
  switch (kindOf(entity)) {
    case 'cluster':
      return { path: [] }
    case 'node':
      return { path: ['nodes', first] }
    case 'queue':
      return { path: queuePath(first, second) }
    case 'consumer':
      return { path: queuePath(first, second) }
    case 'exchange':
    case 'binding':
      return { path: ['topology'], state: { vhost: first, node: `exchange/${second}` } }
    case 'vhost':
      return { path: ['topology'], state: { vhost: first } }
    case 'connection':
      return { path: ['connections'], state: { connection: first } }
    case 'channel':
      return { path: ['connections'], state: { show: 'channels', channel: first } }
    default:
      return undefined
  }
}
