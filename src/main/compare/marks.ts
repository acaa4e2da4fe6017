import type { DifferenceIs, Marks } from '../../shared/api/compare.ts'
import { differenceText } from '../../shared/history/difference-text.ts'
import { remembered, type What } from './differences.ts'
import type { Group } from './grouping.ts'
import type { Parts } from './parts.ts'

const most = 20_000
/** Of one entity so many differences are told. */
const mostSaid = 4

interface Mark {
  readonly is: DifferenceIs
  readonly whats: What[]
}

/** What pages mark: what weighs most first, so that it is among those that are told. */
export function marksOf(groups: readonly Group[], parts: Parts, paths: readonly string[]): Marks {
  const marked = new Map<number, Mark>()
  for (const { found, is, key } of groups)
    for (const { entity, what } of found) {
      const mark = marked.get(entity) ?? { is, whats: [] }
      marked.set(entity, mark)
      if (key !== null && mark.whats.length <= mostSaid) mark.whats.push(what)
      for (const part of key === null ? parts.of(entity) : []) marked.set(part, { is, whats: [] })
    }
  const told = [...marked].slice(0, most)
  const textOf = remembered(textOfOne)
  return {
    entities: told.map(([entity]) => paths[entity] ?? ''),
    is: told.map(([, { is }]) => is),
    says: told.map(([, { whats }]) => sentence(whats.map(textOf))),
    left: marked.size - told.length,
  }
}

function textOfOne({ label, member, before, after }: What): string {
  return [label, member, differenceText(before, after)].filter((text) => text !== null).join(' ')
}

function sentence(says: readonly string[]): string {
  if (says.length <= mostSaid) return says.join(' · ')
  return `${says.slice(0, mostSaid).join(' · ')} and more`
}
