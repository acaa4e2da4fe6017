import type { Json } from './json.ts'

/** A record. */
export type Members = { readonly [key: string]: Json }

export function isMembers(value: Json): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Without the members that change by themselves, or are of this very cluster. What is no record stays as it is. */
export function without(...keys: readonly string[]): (value: Json) => Json {
  const left = new Set(keys)
  return (value) => withoutThose(value, (key) => left.has(key))
}

export function withoutThose(value: Json, isLeftOut: (key: string) => boolean): Json {
  if (!isMembers(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isLeftOut(key)))
}

/** `{ type, arguments: { "x-max-length": 5 } }` → `{ type, "x-max-length": 5 }`: what differs is told member by member. */
export function unfolded(member: string): (value: Json) => Json {
  return (value) => {
    const inner = isMembers(value) ? value[member] : undefined
    if (inner === undefined || !isMembers(inner)) return value
    const rest = without(member)(value) as Members
    return { ...rest, ...inner, ...rest }
  }
}

/** `[{ name: "a", state: "on" }]` → `{ a: "on" }`; told twice, the last holds. A list of anything else stays as it is. */
export function keyed(
  keyOf: (item: Members) => Json | undefined,
  tell: (item: Members) => Json | undefined,
): (value: Json) => Json {
  return (value) => {
    if (!Array.isArray(value)) return value
    const items: readonly Json[] = value
    if (!items.every(isMembers)) return value
    return Object.fromEntries(items.map((item) => [wordOf(keyOf(item)), tell(item) ?? null]))
  }
}

/** A word of a text. What should be one and is not may be of any depth: it is not written. */
export function wordOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '?'
  return typeof value === 'object' ? '…' : String(value)
}

/** Of a list, or a record, how many are in it. */
export function countOf(value: Json): Json {
  if (Array.isArray(value)) return value.length
  return isMembers(value) ? Object.keys(value).length : value
}
