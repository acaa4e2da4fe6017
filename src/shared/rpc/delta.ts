/** Number or big-integer columns and bytes: compared by content, replaced whole. */
type View = ArrayBufferView & { readonly length: number; readonly [index: number]: unknown }

/**
 * What leads from one value to the next: a live view of ten thousand rows repeats its names every second, and only a
 * few columns move. Records are compared key by key; lists and typed arrays are sent whole when anything differs.
 */
export type Delta =
  | { readonly set: unknown }
  | { readonly in: Readonly<Record<string, Delta>>; readonly without?: readonly string[] }

/** Undefined: nothing changed. */
export function diff(before: unknown, after: unknown): Delta | undefined {
  if (before === after) return undefined
  if (!isRecord(before) || !isRecord(after)) return same(before, after) ? undefined : { set: after }
  const inside: Record<string, Delta> = {}
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue
    const old = own(before, key)
    const delta = old === undefined ? { set: value } : diff(old, value)
    if (delta !== undefined) setOwn(inside, key, delta)
  }
  // `{ set: undefined }` would lose its `set` in JSON: what is undefined is gone
  const without = Object.keys(before).filter(
    (key) => own(before, key) !== undefined && own(after, key) === undefined,
  )
  if (without.length > 0) return { in: inside, without }
  return Object.keys(inside).length > 0 ? { in: inside } : undefined
}

/** A new value that shares with `before` whatever did not change, so that a reader can compare by identity. */
export function applyDelta(before: unknown, delta: Delta): unknown {
  if ('set' in delta) return delta.set
  const after: Record<string, unknown> = { ...(before as Record<string, unknown>) }
  for (const key of delta.without ?? []) delete after[key]
  for (const [key, inner] of Object.entries(delta.in)) setOwn(after, key, applyDelta(after[key], inner))
  return after
}

/** Equal in content. NaN equals itself. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) return sameViews(a as View, b as View)
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, i) => same(item, b[i]))
  }
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)))
}

function sameViews(a: View, b: View): boolean {
  if (a.constructor !== b.constructor || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
}

/** As reading, but never what every object inherits. */
function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** As assignment, but `__proto__` is a key like any other. */
function setOwn(record: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
}
