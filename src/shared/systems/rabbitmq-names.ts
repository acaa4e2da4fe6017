import type { EntityName } from './catalogue.ts'
import { namesIn } from './rabbitmq-entities.ts'

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

const ownKinds = new Set(['node', 'connection', 'channel', 'consumer'])

/**
 * Nodes are named by hosts, clients by addresses; a queue that has its name from the server has it nowhere else, nor
 * what is bound to it.
 */
export function isOwn(entity: string): boolean {
  return ownKinds.has(kindOf(entity)) || /\/amq\.gen-/.test(entity)
}

export const kindOf = (entity: string): string => entity.split('/', 1)[0] ?? ''

/** The virtual host that everyone has goes without saying. */
export const inVhost = (vhost: string, name: string): string => (vhost === '/' ? name : `${name} in ${vhost}`)

/** The default exchange has no name. */
export const exchangeLabel = (name: string): string => (name === '' ? '(default)' : name)
