import type { DifferenceIs } from '../../shared/api/compare.ts'
import type { Area } from '../../shared/base/area.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'
import { isSameJson } from '../../shared/base/same-json.ts'
import { isMembers } from '../../shared/base/json-members.ts'
import { comparedValue } from '../../shared/history/compared-value.ts'
import { changedMembers } from '../../shared/history/parts-of-change.ts'
import type { FactInfo } from '../../shared/systems/catalogue.ts'
import type { Joined, JoinedSide } from './join.ts'
import type { Unseen } from './unseen.ts'

/** A fact that differs, a member of one, or (key null) that something is there at all. */
export interface What {
  readonly is: DifferenceIs
  readonly area: Area
  readonly key: string | null
  readonly member: string | null
  readonly label: string
  readonly isNotable: boolean
  readonly before: Json
  readonly after: Json
}

/** What differs of one entity; the very same object where it is the same of others. */
export interface Found {
  readonly entity: number
  readonly what: What
}

/** The same of many is worked out once. */
export function remembered<T>(read: (what: What) => T): (what: What) => T {
  const known = new Map<What, T>()
  return (what) => {
    const before = known.get(what)
    if (before !== undefined) return before
    const value = read(what)
    known.set(what, value)
    return value
  }
}

/** Of a record with more members that differ, they are told as one. */
const mostMembers = 1_000
/** More is no list that anybody could want. */
const mostFound = 2_000_000

/** A fact that makes a difference. */
export type ComparedFact = FactInfo & { readonly area: NonNullable<FactInfo['area']> }

/** Entities that one side alone has. What one side could not see is left out. */
export function comings(joined: Joined, unseen: Unseen, isLeftOut: (entity: number) => boolean): Found[] {
  const { infos } = joined
  const found: Found[] = []
  for (let entity = 0; entity < joined.paths.length; entity++) {
    const isNew = joined.a.has[entity] === 0
    if (isNew === (joined.b.has[entity] === 0) || isLeftOut(entity)) continue
    const side = isNew ? joined.b : joined.a
    const held = infos.filter(({ key }) => isHeld(side, key, entity))
    const lacking = isNew ? 'a' : 'b'
    const seen = held.filter((info) => !unseen.has(lacking, info, entity))
    if (seen.length > 0) {
      const isMeasured = side.measures[entity] === 1
      found.push(coming(entity, isNew ? 'new' : 'gone', seen, isMeasured))
    }
  }
  return found
}

function coming(
  entity: number,
  is: 'new' | 'gone',
  held: readonly ComparedFact[],
  isMeasured: boolean,
): Found {
  const area = isMeasured ? 'topology' : areaOf(held)
  const isNotable = held.some(({ edge }) => edge === 'notable')
  const nothing = { key: null, member: null, label: '', before: null, after: null }
  return { entity, what: { is, area, isNotable, ...nothing } }
}

/** Who is there is topology, but for what is nothing else than a setting, or content: nothing is measured of it. */
function areaOf(held: readonly ComparedFact[]): Area {
  const told = new Set(held.map(({ area }) => area))
  const [only = 'topology'] = told
  return told.size === 1 ? only : 'topology'
}

const isHeld = (side: JoinedSide, key: string, entity: number) => (side.facts.get(key)?.[entity] ?? 0) > 0

/**
 * Facts that differ of entities that both sides have.
 * @param isAcross of two clusters
 * @throws OrreryError `unsupported` more differs than can be told
 */
export function changes(
  joined: Joined,
  unseen: Unseen,
  isAcross: boolean,
  isLeftOut: (entity: number) => boolean,
): Found[] {
  const found: Found[] = []
  for (const info of joined.infos)
    if (!isAcross || info.isOwn !== true)
      for (const each of changesOf(joined, unseen, { info, ...pairs(joined, info, isAcross) }, isLeftOut))
        if (found.push(each) > mostFound) throw tooMuch()
  return found
}

const tooMuch = () =>
  new OrreryError('unsupported', 'More differs than can be told', {
    fix: 'Compare moments that lie nearer to each other.',
  })

function* changesOf(
  { a, b, paths }: Joined,
  unseen: Unseen,
  { info, whatOf }: { readonly info: ComparedFact } & Pairs,
  isLeftOut: (entity: number) => boolean,
): Generator<Found> {
  const was = a.facts.get(info.key)
  const is = b.facts.get(info.key)
  const count = was === undefined && is === undefined ? 0 : paths.length
  for (let entity = 0; entity < count; entity++) {
    const [before, after] = [was?.[entity] ?? 0, is?.[entity] ?? 0]
    if (before === 0 && after === 0) continue
    if (a.has[entity] === 0 || b.has[entity] === 0 || isLeftOut(entity)) continue
    const differs = whatOf(before, after)
    const lacking = before === 0 ? 'a' : after === 0 ? 'b' : undefined
    if (differs.length === 0 || (lacking !== undefined && unseen.has(lacking, info, entity))) continue
    for (const what of differs) yield { entity, what }
  }
}

interface Pairs {
  /** What differs of two values, by their numbers as columns have them; nothing: they are compared as the same. */
  whatOf(before: number, after: number): readonly What[]
}

/** Few values stand for many entities: each is read, and each pair looked into, once. */
function pairs({ a, b }: Joined, info: ComparedFact, isAcross: boolean): Pairs {
  const reader = ({ extract }: JoinedSide) => {
    const read = new Map<number, Json>()
    return (number: number): Json => {
      const known = read.get(number)
      if (known !== undefined || number === 0) return known ?? null
      const value = comparedValue(info, extract.values[number - 1] ?? null, isAcross) ?? null
      read.set(number, value)
      return value
    }
  }
  const [was, is] = [reader(a), reader(b)]
  const known = new Map<number, readonly What[]>()
  const width = b.extract.values.length + 1
  return {
    whatOf(before, after) {
      const pair = before * width + after
      let whats = known.get(pair)
      if (whats === undefined) known.set(pair, (whats = membersOf(info, was(before), is(after))))
      return whats
    },
  }
}

/** Of a record each member by itself. */
function membersOf(info: ComparedFact, before: Json, after: Json): readonly What[] {
  if (isSameJson(before, after)) return []
  const { area, key, label } = info
  const what = { is: 'changed', area, key, label, isNotable: info.edge === 'notable' } as const
  const members = isMembers(before) && isMembers(after) ? changedMembers(before, after) : []
  return members.length === 0 || members.length > mostMembers
    ? [{ ...what, member: null, before, after }]
    : members.map((each) => ({ ...what, ...each }))
}
