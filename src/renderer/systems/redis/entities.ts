import type { EntityPage } from '../../app/pages.ts'
import { parseEntity } from '../../../shared/systems/redis-entities.ts'

/** The page that shows an entity. */
export function pageOf(path: string): EntityPage | undefined {
  const entity = parseEntity(path)
  switch (entity.is) {
    case 'cluster':
      return { path: [] }
    case 'node':
    case 'replica':
    case 'command':
    case 'error':
      return { path: ['nodes', entity.node] }
    case 'slot':
      return { path: ['slots'], state: { slot: entity.slot } }
    case 'slowlog':
      return { path: ['slowlog'], state: { node: entity.node, entry: entity.what } }
    case 'sentinel':
      return { path: ['sentinels'], state: { sentinel: entity.sentinel } }
    case 'belief':
      return { path: ['sentinels'], state: { master: entity.master, sentinel: entity.sentinel } }
    case 'other':
      return undefined
  }
}
