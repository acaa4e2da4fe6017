import type { Comparison, Difference, DifferenceGroup, Marks } from '../../shared/api/compare.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'
import { changes, comings, type Found } from './differences.ts'
import type { Extract } from './extract.ts'
import { byNature, type Group, groupsOf } from './grouping.ts'
import { join, type Joined } from './join.ts'
import { marksOf } from './marks.ts'
import { movedOf } from './moved.ts'
import { Parts } from './parts.ts'
import { isOwnOf, type Relation, Unseen } from './unseen.ts'

const mostGroups = 500
/** Of each group. */
const fewest = 8

/** Two moments, compared: everything that can be asked of it. */
export interface Compared {
  /** Without the names of the two sides. */
  readonly comparison: Omit<Comparison, 'a' | 'b'>
  /** undefined: there is no such group. */
  group(id: string, limit: number): readonly Difference[] | undefined
  marks(): Marks
}

/** What differs of two moments of one system, from `a` to `b`. Looks at nothing but the two extracts. */
export function compare(a: Extract, b: Extract, catalogue: Catalogue, relation: Relation): Compared {
  const joined = join(a, b, catalogue)
  const { paths } = joined
  const isOwn = isOwnOf(catalogue, relation)
  const own = Uint8Array.from(paths, (path) => Number(isOwn(path)))
  const isLeftOut = (entity: number) => own[entity] === 1
  const unseen = new Unseen(joined, relation)
  const parts = new Parts(joined, comings(joined, unseen, isLeftOut))
  const changed = changes(joined, unseen, !relation.isSameTarget, isLeftOut)
  const found = inOrderOfNames([...parts.whole, ...changed], paths)
  const groups = groupsOf(found, (entity) => catalogue.nameOf(paths[entity] ?? '').kind)
  const leftOut = {
    entities: own.reduce((sum, each) => sum + each, 0),
    facts: relation.isSameTarget ? [] : ownFacts(joined),
  }
  return {
    comparison: {
      groups: groups.slice(0, mostGroups).map((each) => told(each, joined, parts)),
      left: Math.max(0, groups.length - mostGroups),
      ...movedOf(a, b, isOwn),
      alike: alikeOf(joined, changed, isLeftOut),
      unseen: [...unseen.labels].toSorted(byNature.compare),
      own: leftOut,
    },
    group: (id, limit) =>
      groups
        .find((each) => each.id === id)
        ?.found.slice(0, limit)
        .map((each) => difference(each, joined)),
    marks: () => marksOf(groups, parts, paths),
  }
}

function inOrderOfNames(found: readonly Found[], paths: readonly string[]): readonly Found[] {
  const entities = [...new Set(found.map(({ entity }) => entity))]
  const sorted = entities.toSorted((one, other) => byNature.compare(paths[one] ?? '', paths[other] ?? ''))
  const rank = new Map(sorted.map((entity, i) => [entity, i]))
  return found.toSorted((one, other) => (rank.get(one.entity) ?? 0) - (rank.get(other.entity) ?? 0))
}

function told({ found, ...about }: Group, joined: Joined, parts: Parts): DifferenceGroup {
  return {
    ...about,
    count: found.length,
    differences: found.slice(0, fewest).map((each) => difference(each, joined)),
    parts: about.key === null ? found.reduce((sum, { entity }) => sum + parts.countOf(entity), 0) : 0,
  }
}

function difference({ entity, what: { before, after } }: Found, { paths }: Joined): Difference {
  return { entity: paths[entity] ?? '', before, after }
}

function alikeOf(
  { a, b, paths }: Joined,
  changed: readonly Found[],
  isLeftOut: (entity: number) => boolean,
): number {
  const differing = new Set(changed.map(({ entity }) => entity))
  let count = 0
  for (let entity = 0; entity < paths.length; entity++)
    if (a.has[entity] === 1 && b.has[entity] === 1 && !isLeftOut(entity) && !differing.has(entity)) count++
  return count
}

/** Facts that both sides have, each its own. */
function ownFacts({ a, b, infos }: Joined): readonly string[] {
  const own = infos.filter((info) => info.isOwn === true)
  return [...new Set(own.filter(({ key }) => a.facts.has(key) && b.facts.has(key)).map(({ label }) => label))]
}
