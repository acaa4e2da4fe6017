import type { DifferenceIs } from '../../shared/api/compare.ts'
import type { Area } from '../../shared/base/area.ts'
import type { Json } from '../../shared/base/json.ts'
import { isSameJson } from '../../shared/base/same-json.ts'
import { isMembers } from '../../shared/base/json-members.ts'
import { comparedValue } from '../../shared/history/compared-value.ts'
import { changedMembers } from '../../shared/history/parts-of-change.ts'
import type { FactInfo } from '../../shared/systems/catalogue.ts'
import type { Joined, JoinedSide } from './join.ts'
import type { Unseen } from './unseen.ts'

/** What differs of one entity: a fact, a member of one, or (key null) that it is there at all. */
export interface Found {
  readonly entity: number
  readonly is: DifferenceIs
  readonly area: Area
  readonly key: string | null
  readonly member: string | null
  readonly label: string
  readonly isNotable: boolean
  readonly before: Json
  readonly after: Json
}

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
    if (seen.length > 0) found.push(coming(entity, isNew ? 'new' : 'gone', seen))
  }
  return found
}

function coming(entity: number, is: 'new' | 'gone', held: readonly ComparedFact[]): Found {
  const area = areaOf(held)
  const isNotable = held.some(({ edge }) => edge === 'notable')
  return { entity, is, area, key: null, member: null, label: '', isNotable, before: null, after: null }
}

/** Who is there is topology, but for what is nothing else than a setting, or content. */
function areaOf(held: readonly ComparedFact[]): Area {
  const told = new Set(held.map(({ area }) => area))
  const [only = 'topology'] = told
  return told.size === 1 ? only : 'topology'
}

const isHeld = (side: JoinedSide, key: string, entity: number) => (side.facts.get(key)?.[entity] ?? 0) > 0

/** Facts that differ of entities that both sides have. @param isAcross of two clusters */
export function changes(
  joined: Joined,
  unseen: Unseen,
  isAcross: boolean,
  isLeftOut: (entity: number) => boolean,
): Found[] {
  return joined.infos
    .filter((info) => !isAcross || info.isOwn !== true)
    .flatMap((info) => changesOf(joined, unseen, { info, ...pairs(joined, info, isAcross) }, isLeftOut))
}

function changesOf(
  { a, b, paths }: Joined,
  unseen: Unseen,
  { info, isSame, valueOf }: { readonly info: ComparedFact } & Pairs,
  isLeftOut: (entity: number) => boolean,
): Found[] {
  const was = a.facts.get(info.key)
  const is = b.facts.get(info.key)
  const found: Found[] = []
  const count = was === undefined && is === undefined ? 0 : paths.length
  for (let entity = 0; entity < count; entity++) {
    const [before, after] = [was?.[entity] ?? 0, is?.[entity] ?? 0]
    if (before === 0 && after === 0) continue
    if (a.has[entity] === 0 || b.has[entity] === 0 || isLeftOut(entity) || isSame(before, after)) continue
    const lacking = before === 0 ? 'a' : after === 0 ? 'b' : undefined
    if (lacking !== undefined && unseen.has(lacking, info, entity)) continue
    found.push(...membersOf(info, entity, valueOf(a, before), valueOf(b, after)))
  }
  return found
}

interface Pairs {
  /** By the numbers of values, as columns have them. */
  isSame(before: number, after: number): boolean
  /** As two moments are compared by it. */
  valueOf(side: JoinedSide, number: number): Json
}

/** Few values stand for many entities: each is read, and each pair looked into, once. */
function pairs({ a, b }: Joined, info: ComparedFact, isAcross: boolean): Pairs {
  const read = new Map<JoinedSide, Map<number, Json>>([
    [a, new Map()],
    [b, new Map()],
  ])
  const valueOf = (side: JoinedSide, number: number): Json => {
    const known = read.get(side)?.get(number)
    if (known !== undefined || number === 0) return known ?? null
    const value = comparedValue(info, side.extract.values[number - 1] ?? null, isAcross) ?? null
    read.get(side)?.set(number, value)
    return value
  }
  const same = new Map<number, boolean>()
  const width = b.extract.values.length + 1
  const isSame = (before: number, after: number): boolean => {
    const pair = before * width + after
    let known = same.get(pair)
    if (known === undefined) same.set(pair, (known = isSameJson(valueOf(a, before), valueOf(b, after))))
    return known
  }
  return { isSame, valueOf }
}

/** Of a record each member by itself. */
function membersOf(info: ComparedFact, entity: number, before: Json, after: Json): readonly Found[] {
  const { area, key, label } = info
  const found = { entity, is: 'changed', area, key, label, isNotable: info.edge === 'notable' } as const
  if (!isMembers(before) || !isMembers(after)) return [{ ...found, member: null, before, after }]
  return changedMembers(before, after).map((each) => ({ ...found, ...each }))
}
