import type { EntityPage } from '../../app/pages.ts'
import { parseEntity } from '../../../shared/systems/kafka-entities.ts'

/** The page that shows an entity. */
export function pageOf(path: string): EntityPage | undefined {
  const entity = parseEntity(path)
  switch (entity.is) {
    case 'cluster':
      return { path: [] }
    case 'broker':
      return { path: ['brokers'], state: { broker: entity.id } }
    case 'voter':
      return { path: ['controller'] }
    case 'topic':
      return { path: ['topics', entity.topic] }
    case 'partition':
    case 'replica':
      return { path: ['topics', entity.topic], state: { partition: entity.partition } }
    case 'commit':
    case 'group':
      return { path: ['groups', entity.group] }
    case 'other':
      return undefined
  }
}
