import type { DifferenceIs } from '../../shared/api/compare.ts'
import type { Area } from '../../shared/base/area.ts'
import type { Json } from '../../shared/base/json.ts'
import { isSameJson } from '../../shared/base/same-json.ts'
import { comparedValue } from '../../shared/history/compared-value.ts'
import { changedMembers, isRecord } from '../../shared/history/parts-of-change.ts'
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

/** Facts that differ of entities that both sides have. */
export function changes(
  joined: Joined,
  unseen: Unseen,
  isTold: (info: ComparedFact) => boolean,
  isLeftOut: (entity: number) => boolean,
): Found[] {
  return joined.infos.filter(isTold).flatMap((info) => changesOf(joined, unseen, info, isLeftOut))
}

function changesOf(
  joined: Joined,
  unseen: Unseen,
  info: ComparedFact,
  isLeftOut: (entity: number) => boolean,
): Found[] {
  const isAcross = !unseen.isSameTarget
  const { a, b } = joined
  const was = a.facts.get(info.key)
  const is = b.facts.get(info.key)
  const found: Found[] = []
  const isSame = sameness(a, b)
  const count = was === undefined && is === undefined ? 0 : joined.paths.length
  for (let entity = 0; entity < count; entity++) {
    const [before, after] = [was?.[entity] ?? 0, is?.[entity] ?? 0]
    if (before === 0 && after === 0) continue
    if (a.has[entity] === 0 || b.has[entity] === 0 || isLeftOut(entity)) continue
    if (before > 0 && after > 0 ? isSame(before, after) : isUnseen(unseen, info, entity, before === 0))
      continue
    const values = [a.value(info.key, entity), b.value(info.key, entity)] as const
    found.push(...membersOf(info, entity, values, isAcross))
  }
  return found
}

const isUnseen = (unseen: Unseen, info: FactInfo, entity: number, isNew: boolean) =>
  unseen.has(isNew ? 'a' : 'b', info, entity)

/** Few values stand for many entities: each pair is looked into once. */
function sameness(a: JoinedSide, b: JoinedSide): (before: number, after: number) => boolean {
  const known = new Map<number, boolean>()
  const width = b.extract.values.length + 1
  return (before, after) => {
    const pair = before * width + after
    let isSame = known.get(pair)
    if (isSame === undefined) {
      isSame = isSameJson(a.extract.values[before - 1] ?? null, b.extract.values[after - 1] ?? null)
      known.set(pair, isSame)
    }
    return isSame
  }
}

/** As they are compared; of a record each member by itself. Nothing, where only what moves by itself is another. */
function membersOf(
  info: ComparedFact,
  entity: number,
  [before, after]: readonly [Json, Json],
  isAcross: boolean,
): readonly Found[] {
  const { area, key, label } = info
  const found = { entity, is: 'changed', area, key, label, isNotable: info.edge === 'notable' } as const
  const was = comparedValue(info, before, isAcross) ?? null
  const is = comparedValue(info, after, isAcross) ?? null
  if (isSameJson(was, is)) return []
  if (!isRecord(was) || !isRecord(is)) return [{ ...found, member: null, before: was, after: is }]
  return changedMembers(was, is).map((each) => ({ ...found, ...each }))
}
