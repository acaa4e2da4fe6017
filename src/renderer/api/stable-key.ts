/**
 * The same text for the same plain data, whatever the order of its keys: what hooks compare arguments by, so that
 * pages may write them as literals.
 */
export function stableKey(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
