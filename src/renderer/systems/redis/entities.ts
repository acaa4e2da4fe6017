import type { EntityPage } from '../../app/pages.ts'
import { parseEntity } from '../../../shared/systems/redis-entities.ts'

export const sentinelEntity = (address: string) => `sentinel/${address}`

/** What a sentinel believes of a master, or of an instance of it. */
export const beliefEntity = (sentinel: string, master: string, of?: string) =>
  ['belief', sentinel, master, ...(of === undefined ? [] : [of])].join('/')

export const isNode = (path: string) => parseEntity(path).is === 'node'
export const isSentinel = (path: string) => parseEntity(path).is === 'sentinel'

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
