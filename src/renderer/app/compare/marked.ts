import type { DifferenceIs, Marks as ToldMarks } from '../../../shared/api/compare.ts'
import type { Mark, Marks, Sign } from '../../components/marks.ts'
import type { Relation } from './pair.ts'

export interface MarkWords {
  readonly relation: Relation
  /** What the other moment is called: "02:58:00", or of another target "prod-2 at 02:58:00". */
  readonly other: string
  /** Where the two moments are of one target, epoch ms. */
  readonly at?: number | undefined
}

/**
 * What pages mark, out of what was told: every entity that differs, and every one that something under it does
 * (`topic/orders` by `topic/orders/3`), so that a list of topics shows where to look.
 */
export function markedOf(told: ToldMarks, words: MarkWords): Marks {
  const marks = new Map<string, Mark>()
  const gone: string[] = []
  const under = new Map<string, Under>()
  told.entities.forEach((entity, i) => {
    const is = told.is[i] ?? 'changed'
    if (is === 'gone') gone.push(entity)
    const mark = markOf(is, told.says[i] ?? '', words)
    marks.set(entity, mark)
    for (const parent of parentsOf(entity)) count(under, parent, mark.says)
  })
  const withParts = new Map<string, Mark>()
  return {
    gone,
    left: told.left,
    isOtherTarget: words.relation === 'other',
    at: words.at,
    of(entity) {
      const own = marks.get(entity)
      const parts = under.get(entity)
      // of what came or went whole, its parts did too
      if (parts === undefined || (own !== undefined && own.sign !== 'changed')) return own
      const known = withParts.get(entity)
      if (known !== undefined) return known
      const made = joined(own, parts)
      withParts.set(entity, made)
      return made
    },
  }
}

/** Of what is here alone, and of what is not here: a page may list it still, as a broker that partitions name. */
const signs: Readonly<Record<'new' | 'gone', Readonly<Record<Relation, Sign>>>> = {
  new: { before: 'new', after: 'gone', other: 'new' },
  gone: { before: 'gone', after: 'new', other: 'gone' },
}

export function signOf(is: DifferenceIs, relation: Relation): Sign {
  return is === 'changed' ? is : signs[is][relation]
}

function markOf(is: DifferenceIs, says: string, words: MarkWords): Mark {
  if (is === 'changed') return { sign: 'changed', says: says === '' ? `differs from ${words.other}` : says }
  const word = is === 'new' ? onlyHereWord(words) : goneWord(words)
  return { sign: signOf(is, words.relation), says: word }
}

/** Of what is on screen and not at the other moment. */
export function onlyHereWord({ relation, other }: MarkWords): string {
  if (relation === 'before') return `new: not there at ${other}`
  return relation === 'after' ? `gone by ${other}` : `not on ${other}`
}

/** Of what is at the other moment alone. When exactly it went is told by events, not by two moments. */
export function goneWord({ relation, other }: MarkWords): string {
  if (relation === 'before') return `gone: was there at ${other}`
  return relation === 'after' ? `not there yet: comes by ${other}` : `only on ${other}`
}

/** What lies under an entity: how much of it differs, and in which ways. */
interface Under {
  count: number
  readonly says: Map<string, number>
}

/** Ways that are told; what differs in more of them is only counted. */
const mostWays = 3

function count(under: Map<string, Under>, parent: string, says: string): void {
  const known = under.get(parent) ?? { count: 0, says: new Map<string, number>() }
  if (known.count === 0) under.set(parent, known)
  known.count++
  const before = known.says.get(says)
  if (before !== undefined || known.says.size <= mostWays) known.says.set(says, (before ?? 0) + 1)
}

/** `topic/orders/3@2` → `topic/orders/3`, `topic/orders`: a replica is a part of its partition. */
function* parentsOf(entity: string): Generator<string> {
  for (let cut = entity.length - 1; cut > 0; cut--)
    if (entity[cut] === '/' || entity[cut] === '@') yield entity.slice(0, cut)
}

function joined(own: Mark | undefined, parts: Under): Mark {
  if (own === undefined) return { sign: 'inside', says: insideText(parts) }
  return { sign: own.sign, says: `${own.says} · ${insideText(parts)}` }
}

function insideText({ count: all, says }: Under): string {
  const ways = [...says].toSorted((a, b) => b[1] - a[1]).slice(0, mostWays)
  const told = ways.map(([text, times]) => (times > 1 ? `${text} (${times})` : text))
  return `${all === 1 ? '1 part differs' : `${all} parts differ`}: ${told.join('; ')}${says.size > mostWays ? '; …' : ''}`
}
