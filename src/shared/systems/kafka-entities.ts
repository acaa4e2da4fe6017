import type { EntityName } from './catalogue.ts'

/** What an entity path of Kafka names. Topic names hold no slash, group ids may. */
export type KafkaEntity =
  | { readonly is: 'cluster' }
  | { readonly is: 'broker' | 'voter'; readonly id: string }
  | { readonly is: 'topic'; readonly topic: string }
  | { readonly is: 'partition'; readonly topic: string; readonly partition: string }
  | { readonly is: 'replica'; readonly topic: string; readonly partition: string; readonly broker: string }
  | { readonly is: 'commit'; readonly topic: string; readonly partition: string; readonly group: string }
  | { readonly is: 'group'; readonly group: string }
  | { readonly is: 'other'; readonly path: string }

export const partitionEntity = (topic: string, partition: number) => `topic/${topic}/${partition}`
export const commitEntity = (topic: string, partition: number, group: string) =>
  `topic/${topic}/${partition}/group/${group}`

const afterSlash = (path: string, n: number) => path.split('/').slice(n).join('/')

export function parseEntity(path: string): KafkaEntity {
  const [kind, name = '', third, fourth] = path.split('/')
  if (path === 'cluster') return { is: 'cluster' }
  if (kind === 'broker' || kind === 'voter') return { is: kind, id: name }
  if (kind === 'group') return { is: 'group', group: afterSlash(path, 1) }
  if (kind !== 'topic') return { is: 'other', path }
  if (third === undefined) return { is: 'topic', topic: name }
  if (fourth === 'group') return { is: 'commit', topic: name, partition: third, group: afterSlash(path, 4) }
  const [partition = '', broker] = third.split('@')
  if (broker !== undefined) return { is: 'replica', topic: name, partition, broker }
  return { is: 'partition', topic: name, partition }
}

/** What an entity is called where kinds are mixed. */
export function nameOf(path: string): EntityName {
  const entity = parseEntity(path)
  switch (entity.is) {
    case 'cluster':
      return { kind: 'cluster', name: 'the cluster' }
    case 'broker':
      return { kind: 'broker', name: `broker ${entity.id}` }
    case 'voter':
      return { kind: 'voter', name: `node ${entity.id}` }
    case 'topic':
      return { kind: 'topic', name: entity.topic }
    case 'partition':
      return { kind: 'partition', name: `${entity.topic}-${entity.partition}` }
    case 'replica':
      return { kind: 'replica', name: `${entity.topic}-${entity.partition} on broker ${entity.broker}` }
    case 'commit':
      return { kind: 'commit', name: `${entity.group} on ${entity.topic}-${entity.partition}` }
    case 'group':
      return { kind: 'group', name: entity.group }
    case 'other':
      return { kind: '', name: entity.path }
  }
}
