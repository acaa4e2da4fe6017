import type { EntityName } from './catalogue.ts'

/** Paths of entities are those of the catalogue: `ensemble`, `member/<id>`, `session/0x…`, `znode/<path>`. */
export const kindOf = (entity: string) => entity.split('/')[0] ?? ''
export const restOf = (entity: string) => entity.slice(kindOf(entity).length + 1)

/** `znode/locks/a` → `/locks/a`; the root is `znode/`. */
export const znodePath = (entity: string): string => `/${restOf(entity)}`

/** Sessions are this ensemble’s, and so are members that nothing but an address is known of, and its own configuration. */
export function isOwn(entity: string): boolean {
  const kind = kindOf(entity)
  if (kind === 'member') return !/^\d+$/.test(restOf(entity))
  return kind === 'session' || entity === 'znode/zookeeper/config'
}

/** What an entity is called where kinds are mixed. */
export function nameOf(entity: string): EntityName {
  const rest = restOf(entity)
  switch (kindOf(entity)) {
    case 'ensemble':
      return { kind: 'ensemble', name: 'the ensemble' }
    case 'member':
      return { kind: 'member', name: /^\d+$/.test(rest) ? `server ${rest}` : rest }
    case 'session':
      return { kind: 'session', name: rest }
    case 'znode':
      return { kind: 'znode', name: znodePath(entity) }
    default:
      return { kind: '', name: entity }
  }
}
