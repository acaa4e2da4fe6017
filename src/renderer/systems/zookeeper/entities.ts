import type { EntityName, EntityPage } from '../../app/pages.ts'

/** Paths of entities are those of the catalogue: `ensemble`, `member/<id>`, `session/0x…`, `znode/<path>`. */
const kindOf = (entity: string) => entity.split('/')[0] ?? ''
const restOf = (entity: string) => entity.slice(kindOf(entity).length + 1)

/** `znode/locks/a` → `/locks/a`; the root is `znode/`. */
export const znodePath = (entity: string): string => `/${restOf(entity)}`

/** The page that shows an entity. */
export function pageOf(entity: string): EntityPage | undefined {
  switch (kindOf(entity)) {
    case 'ensemble':
      return { path: ['ensemble'] }
    case 'member':
      return { path: ['ensemble'], state: { member: restOf(entity) } }
    case 'session':
      return { path: ['sessions'], state: { session: restOf(entity) } }
    case 'znode':
      return { path: ['ensemble'], state: { znode: znodePath(entity) } }
    default:
      return undefined
  }
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
