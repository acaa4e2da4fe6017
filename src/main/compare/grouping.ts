import { createHash } from 'node:crypto'
import type { DifferenceGroup } from '../../shared/api/compare.ts'
import { areas } from '../../shared/base/area.ts'
import type { Json } from '../../shared/base/json.ts'
import { differenceText, movedText } from '../../shared/history/difference-text.ts'
import type { Found } from './differences.ts'

/** What many have in common, and who they are. */
export interface Group extends Omit<DifferenceGroup, 'differences' | 'count' | 'parts'> {
  readonly found: readonly Found[]
}

/** More different changes of one fact than these are told as one. */
const mostAlike = 6

export const byNature = new Intl.Collator('en', { numeric: true })

/**
 * What differs in the same way, together. Lists that lost and gained the same are one group; so are many that differ in
 * numbers alone.
 * @param found by entity in the order of names
 */
export function groupsOf(found: readonly Found[], kindOf: (entity: number) => string): readonly Group[] {
  const sorts = Map.groupBy(found, (each) => {
    const { area, is, key, member, entity } = each
    return JSON.stringify([area, is, key, member, kindOf(entity)])
  })
  return [...sorts.values()].flatMap((sort) => groupsOfSort(sort, kindOf)).toSorted(byWeight)
}

function groupsOfSort(sort: readonly Found[], kindOf: (entity: number) => string): readonly Group[] {
  if (sort[0]?.key === null) return [group(sort, '', kindOf)]
  const texts = new Map<Found, string>()
  const textOf = (each: Found): string => {
    const known = texts.get(each) ?? differenceText(each.before, each.after)
    texts.set(each, known)
    return known
  }
  const alike = Map.groupBy(sort, ({ before, after }) => movedText(before, after) ?? shapeOf(before, after))
  return [...alike.values()].flatMap((some) => {
    const exact = Map.groupBy(some, textOf)
    const moved = movedText(some[0]?.before ?? null, some[0]?.after ?? null)
    if (exact.size > 1 && moved !== undefined) return [group(some, moved, kindOf)]
    if (exact.size > mostAlike) return [group(some, `${textOf(some[0]!)} and alike`, kindOf)]
    return Array.from(exact, ([text, each]) => group(each, text, kindOf))
  })
}

function group(found: readonly Found[], says: string, kindOf: (entity: number) => string): Group {
  const { area, is, key, member, label, isNotable, entity } = found[0]!
  const kind = kindOf(entity)
  const told = [member, says].filter((text) => text !== null && text !== '').join(' ')
  const about = { area, is, key, member, kind, label: key === null ? kind : label, says: told }
  // what is like another in all but the values is told of by its shape: that doesn't hang on who is the first
  const content = [area, is, key, member, kind, says]
  const id = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16)
  return { id, ...about, isNotable: isNotable || found.some((each) => each.isNotable), found }
}

/** Without its numbers; of numbers which way they went. */
function shapeOf(before: Json, after: Json): string {
  if (typeof before === 'number' && typeof after === 'number') return before < after ? 'rose' : 'fell'
  return `${shape(before)} → ${shape(after)}`
}

const shape = (value: Json) => JSON.stringify(value).replace(/\d+/g, '#')

/** What weighs the same stays in the order of names. */
function byWeight(one: Group, other: Group): number {
  return (
    areas.indexOf(one.area) - areas.indexOf(other.area) ||
    Number(other.isNotable) - Number(one.isNotable) ||
    other.found.length - one.found.length ||
    byNature.compare(one.label, other.label)
  )
}
