import type { EntityPage } from '../../app/pages.ts'
import { parseEntity } from '../../../shared/systems/kafka-entities.ts'

export const topicEntity = (topic: string) => `topic/${topic}`
export const groupEntity = (group: string) => `group/${group}`
export const brokerEntity = (id: number | string) => `broker/${id}`
export const voterEntity = (id: number | string) => `voter/${id}`

export const diskEntity = (broker: number, dir: string) => `disk/${broker}/${dir}`

export const isTopic = (path: string) => parseEntity(path).is === 'topic'
export const isGroup = (path: string) => parseEntity(path).is === 'group'
export const isVoter = (path: string) => parseEntity(path).is === 'voter'

/** A partition of this topic. */
export const isPartitionOf = (topic: string) => (path: string) => {
  const entity = parseEntity(path)
  return entity.is === 'partition' && entity.topic === topic
}

/** A broker that is named by nobody any more; one that partitions still name stays in the list. */
export function isUnlistedBroker(path: string, listed: ArrayLike<number>): boolean {
  const entity = parseEntity(path)
  return entity.is === 'broker' && !Array.from(listed).includes(Number(entity.id))
}

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
