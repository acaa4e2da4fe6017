import type { Json } from '../base/json.ts'
import { isMembers } from '../base/json-members.ts'
import { factText } from './fact-text.ts'
import { byName, changedMembers, isList, listChange } from './parts-of-change.ts'

const longest = 160
/** Of a list so many are told by name. */
const mostNamed = 6

/** What differs of one value, from → to: `3 → 1`, `1, 2, 3 → 1, 2`, `value 7 → 8` of a record. null: there is none. */
export function differenceText(before: Json, after: Json): string {
  return clipped(
    isNamedList(before) || isNamedList(after) ? namedText(before, after) : plainText(before, after),
  )
}

function plainText(before: Json, after: Json): string {
  if (isMembers(before) && isMembers(after))
    return changedMembers(before, after)
      .map((each) => `${each.member} ${differenceText(each.before, each.after)}`)
      .join(', ')
  const both = `${valueText(before)} → ${valueText(after)}`
  return both.length > longest ? (movedText(before, after) ?? both) : both
}

/** What lists lost and gained: "without 3, with 4"; undefined: they are no lists, or only their order differs. */
export function movedText(before: Json, after: Json): string | undefined {
  const [was, is] = [listOf(before), listOf(after)]
  if (was === undefined || is === undefined) return undefined
  const { lost, gained } = listChange(was, is)
  if (lost.length + gained.length === 0) return undefined
  return [lost.length > 0 && `without ${few(lost)}`, gained.length > 0 && `with ${few(gained)}`]
    .filter(Boolean)
    .join(', ')
}

const valueText = (value: Json) => (isList(value) && value.length === 0 ? 'none' : factText(value))

/** None is a list without anything in it, where the other is a list. */
const listOf = (value: Json) => (value === null ? [] : isList(value) ? value : undefined)

const isNamedList = (value: Json) => isList(value) && value.length > 0 && byName(value) !== undefined

/** Of things with names: who came, who went, and what differs of those that stayed. */
function namedText(before: Json, after: Json): string {
  const was = byName(listOf(before) ?? [])
  const is = byName(listOf(after) ?? [])
  if (was === undefined || is === undefined) return plainText(before, after)
  const changes = changedMembers(was, is)
  const lost = changes.filter((each) => each.after === null).map(({ member }) => member)
  const gained = changes.filter((each) => each.before === null).map(({ member }) => member)
  const stayed = changes.filter((each) => each.before !== null && each.after !== null)
  const told = [
    ...(lost.length > 0 ? [`without ${few(lost)}`] : []),
    ...(gained.length > 0 ? [`with ${few(gained)}`] : []),
    ...stayed.map((each) => `${each.member}: ${differenceText(each.before, each.after)}`),
  ]
  return told.length === 0 ? 'in another order' : told.join('; ')
}

function few(list: readonly Json[]): string {
  const told = factText(list.slice(0, mostNamed))
  return list.length > mostNamed ? `${told} and ${list.length - mostNamed} more` : told
}

function clipped(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
