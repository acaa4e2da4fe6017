import type { EntityPage } from '../../app/pages.ts'
import { kindOf, restOf, znodePath } from '../../../shared/systems/zookeeper-entities.ts'

export const memberEntity = (id: string) => `member/${id}`
export const sessionEntity = (id: string) => `session/${id}`
/** @param path absolute: `/locks/a` */
export const znodeEntity = (path: string) => `znode${path}`

export const isMember = (entity: string) => kindOf(entity) === 'member'
export const isSession = (entity: string) => kindOf(entity) === 'session'

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
