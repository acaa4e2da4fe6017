import type { EntityName } from './catalogue.ts'

/** What an entity path of Redis names. Addresses are `host:port`; names of commands may hold anything but a slash. */
export type RedisEntity =
  | { readonly is: 'cluster' }
  | { readonly is: 'node'; readonly node: string }
  | { readonly is: 'replica'; readonly node: string; readonly master: string }
  | { readonly is: 'slot'; readonly slot: string; readonly node: string }
  | { readonly is: 'slowlog' | 'command' | 'error'; readonly node: string; readonly what: string }
  | { readonly is: 'sentinel'; readonly sentinel: string }
  | { readonly is: 'belief'; readonly sentinel: string; readonly master: string; readonly of: string }
  | { readonly is: 'other'; readonly path: string }

/** The entity of a server. */
export const nodeEntity = (address: string) => `node/${address}`

export function parseEntity(path: string): RedisEntity {
  const [kind, second = '', third = '', ...rest] = path.split('/')
  const [before = '', after = ''] = second.split('@')
  switch (kind) {
    case 'cluster':
      return { is: 'cluster' }
    case 'node':
      return { is: 'node', node: second }
    case 'replica':
      return { is: 'replica', node: before, master: after }
    case 'slot':
      return { is: 'slot', slot: before, node: after }
    case 'slowlog':
    case 'command':
    case 'error':
      return { is: kind, node: second, what: [third, ...rest].join('/') }
    case 'sentinel':
      return { is: 'sentinel', sentinel: second }
    case 'belief':
      return { is: 'belief', sentinel: second, master: third, of: rest.join('/') }
    default:
      return { is: 'other', path }
  }
}

/** All but the cluster itself is named by addresses. */
export function isOwn(path: string): boolean {
  return parseEntity(path).is !== 'cluster'
}

/** What an entity is called where kinds are mixed. */
export function nameOf(path: string): EntityName {
  const entity = parseEntity(path)
  switch (entity.is) {
    case 'cluster':
      return { kind: 'cluster', name: 'the cluster' }
    case 'node':
      return { kind: 'node', name: entity.node }
    case 'replica':
      return { kind: 'replica', name: `${entity.node} of ${entity.master}` }
    case 'slot':
      return { kind: 'slot', name: `slot ${entity.slot} on ${entity.node}` }
    case 'slowlog':
      return { kind: 'slow command', name: `${entity.what} on ${entity.node}` }
    case 'command':
    case 'error':
      return { kind: entity.is, name: `${entity.what} on ${entity.node}` }
    case 'sentinel':
      return { kind: 'sentinel', name: entity.sentinel }
    case 'belief':
      return { kind: 'belief', name: beliefName(entity) }
    case 'other':
      return { kind: '', name: entity.path }
  }
}

/** "10.0.0.1:26379 on cache", "10.0.0.1:26379 on 10.0.0.7:6379" */
function beliefName({ sentinel, master, of }: { sentinel: string; master: string; of: string }): string {
  return `${sentinel} on ${of === '' ? master : of}`
}
