import type { Json } from '../base/json.ts'
import { isMembers, type Members } from '../base/json-members.ts'
import { isSameJson } from '../base/same-json.ts'

/** A member of a record that differs; null: only the other one has it. */
export interface MemberChange {
  readonly member: string
  readonly before: Json
  readonly after: Json
}

export interface ListChange {
  readonly lost: readonly Json[]
  readonly gained: readonly Json[]
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Members that differ, in the order of `before`, then what is new. */
export function changedMembers(before: Members, after: Members): readonly MemberChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member) => {
    const change = { member, before: own(before, member), after: own(after, member) }
    return isSameJson(change.before, change.after) ? [] : [change]
  })
}

/** What a list lost and gained; both empty: only the order differs, or how often something stands there. */
export function listChange(before: readonly Json[], after: readonly Json[]): ListChange {
  return { lost: missingIn(after, before), gained: missingIn(before, after) }
}

/**
 * A list of things that have names, as a record of them: `id` or `name`, whichever tells them all apart.
 * undefined: neither does.
 */
export function byName(list: readonly Json[]): Members | undefined {
  for (const key of ['id', 'name']) {
    const names = list.map((each) => (isMembers(each) ? own(each, key) : null))
    const isNamed = names.every((name) => typeof name === 'string' || typeof name === 'number')
    if (isNamed && new Set(names).size === list.length)
      return Object.fromEntries(list.map((each, i) => [String(names[i]), each]))
  }
  return undefined
}

// a record may come from a file of others: `constructor` is no member of it
const own = (record: Members, member: string): Json =>
  Object.hasOwn(record, member) ? (record[member] ?? null) : null

function missingIn(list: readonly Json[], wanted: readonly Json[]): readonly Json[] {
  const there = new Set(list.map(asKey))
  return wanted.filter((each) => !there.has(asKey(each)))
}

const asKey = (value: Json): Json => (typeof value === 'object' ? JSON.stringify(value) : value)
