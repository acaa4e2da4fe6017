/**
 * JSON for scripts: typed arrays become plain ones. NaN (not observed) becomes null, and what JSON has no number for
 * (`Infinity`: never, without end) a text.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_key, inner: unknown) => plain(inner), indent)
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return plainNumber(value)
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float64Array, plain)
    : value
}

function plainNumber(value: number): number | string | null {
  if (Number.isNaN(value)) return null
  return Number.isFinite(value) ? value : String(value)
}
