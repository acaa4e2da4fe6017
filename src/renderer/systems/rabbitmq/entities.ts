import { namesIn, rabbitmqEntity } from '../../../shared/systems/rabbitmq-entities.ts'
import type { EntityName, EntityPage } from '../../app/pages.ts'

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

/** What an entity is called where kinds are mixed. */
export function nameOf(entity: string): EntityName {
  const kind = kindOf(entity)
  const [first = '', second = '', third = '', fourth = ''] = namesIn(entity)
  switch (kind) {
    case 'cluster':
      return { kind, name: 'the cluster' }
    case 'binding':
      return { kind, name: inVhost(first, `${exchangeLabel(second)} → ${fourth}`) }
    case 'consumer':
      return { kind, name: `${fourth} of ${inVhost(first, second)} on ${third}` }
    case 'queue':
    case 'policy':
    case 'operator-policy':
      return { kind: kind.replace('-', ' '), name: inVhost(first, second) }
    case 'exchange':
      return { kind, name: inVhost(first, exchangeLabel(second)) }
    case 'vhost':
      return { kind: 'virtual host', name: first }
    case 'node':
    case 'connection':
    case 'channel':
      return { kind, name: first }
    default:
      return { kind: '', name: entity }
  }
}

const kindOf = (entity: string): string => entity.split('/', 1)[0] ?? ''

/** The virtual host that everyone has goes without saying. */
export const inVhost = (vhost: string, name: string): string => (vhost === '/' ? name : `${name} in ${vhost}`)

/** The default exchange has no name. */
export const exchangeLabel = (name: string): string => (name === '' ? '(default)' : name)
