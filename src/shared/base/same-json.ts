import type { Json } from './json.ts'

type JsonRecord = { readonly [key: string]: Json }

/** Two values that say the same; the order of a record's keys says nothing. */
export function isSameJson(a: Json, b: Json): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  if (isList(a))
    return isList(b) && a.length === b.length && a.every((item, i) => isSameJson(item, b[i] ?? null))
  return !isList(b) && isSameRecord(a, b)
}

const isList = (value: readonly Json[] | JsonRecord): value is readonly Json[] => Array.isArray(value)

function isSameRecord(a: JsonRecord, b: JsonRecord): boolean {
  let keys = 0
  for (const key in a) {
    keys++
    const other = b[key]
    if (other === undefined || !isSameJson(a[key] ?? null, other)) return false
  }
  for (const _ in b) keys--
  return keys === 0
}
