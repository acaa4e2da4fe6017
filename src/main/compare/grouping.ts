import { createHash } from 'node:crypto'
import type { DifferenceGroup } from '../../shared/api/compare.ts'
import { areas } from '../../shared/base/area.ts'
import type { Json } from '../../shared/base/json.ts'
import { differenceText, movedText } from '../../shared/history/difference-text.ts'
import { type Found, remembered, type What } from './differences.ts'

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
  const wordsOf = remembered(({ area, is, key, member }) => JSON.stringify([area, is, key, member]))
  const sorts = Map.groupBy(found, ({ what, entity }) => `${wordsOf(what)} ${kindOf(entity)}`)
  return [...sorts.values()].flatMap((sort) => groupsOfSort(sort, kindOf)).toSorted(byWeight)
}

function groupsOfSort(sort: readonly Found[], kindOf: (entity: number) => string): readonly Group[] {
  if (sort[0]?.what.key === null) return [group(sort, '', kindOf)]
  const readingsOf = remembered(readingsOfOne)
  const alike = Map.groupBy(sort, ({ what }) => readingsOf(what).alike)
  return [...alike.values()].flatMap((some) => {
    const exact = Map.groupBy(some, ({ what }) => readingsOf(what).text)
    const first = readingsOf(some[0]!.what)
    if (exact.size > 1 && first.moved !== undefined) return [group(some, first.moved, kindOf)]
    if (exact.size > mostAlike) return [group(some, `${first.text} and alike`, kindOf, first.alike)]
    return Array.from(exact, ([text, each]) => group(each, text, kindOf))
  })
}

/** What is told of a difference, of its lists, and what else is like it. */
interface Readings {
  readonly text: string
  readonly moved: string | undefined
  readonly alike: string
}

function readingsOfOne({ before, after }: What): Readings {
  const moved = movedText(before, after)
  return { text: differenceText(before, after), moved, alike: moved ?? shapeOf(before, after) }
}

/** @param mark what makes it another group than others: where it says who is the first, that doesn't count */
function group(
  found: readonly Found[],
  says: string,
  kindOf: (entity: number) => string,
  mark: string = says,
): Group {
  const { what, entity } = found[0]!
  const { area, is, key, member, label } = what
  const kind = kindOf(entity)
  const told = [member, says].filter((text) => text !== null && text !== '').join(' ')
  const about = { area, is, key, member, kind, label: key === null ? kind : label, says: told }
  const content = [area, is, key, member, kind, mark]
  const id = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16)
  return { id, ...about, isNotable: found.some((each) => each.what.isNotable), found }
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
