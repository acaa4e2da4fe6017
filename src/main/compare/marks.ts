import type { DifferenceIs, Marks } from '../../shared/api/compare.ts'
import type { Group } from './grouping.ts'
import type { Parts } from './parts.ts'
import { differenceText } from '../../shared/history/difference-text.ts'

const most = 20_000
/** Of one entity so many differences are told. */
const mostSaid = 4

/** What pages mark: what weighs most first, so that it is among those that are told. */
export function marksOf(groups: readonly Group[], parts: Parts, paths: readonly string[]): Marks {
  const marked = new Map<number, { readonly is: DifferenceIs; readonly says: string[] }>()
  for (const { found, label, member, key } of groups)
    for (const { entity, is, before, after } of found) {
      const mark = marked.get(entity) ?? { is, says: [] }
      marked.set(entity, mark)
      if (key !== null && mark.says.length <= mostSaid)
        mark.says.push(
          [label, member, differenceText(before, after)].filter((text) => text !== null).join(' '),
        )
      for (const part of key === null ? parts.of(entity) : []) marked.set(part, { is, says: [] })
    }
  const told = [...marked].slice(0, most)
  return {
    entities: told.map(([entity]) => paths[entity] ?? ''),
    is: told.map(([, { is }]) => is),
    says: told.map(([, { says }]) => sentence(says)),
    left: marked.size - told.length,
  }
}

function sentence(says: readonly string[]): string {
  if (says.length <= mostSaid) return says.join(' · ')
  return `${says.slice(0, mostSaid).join(' · ')} and more`
}
