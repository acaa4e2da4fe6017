import { OrreryError } from '../../../shared/base/errors.ts'

/** What one thread may hand to another of a file that others may have made. */
const mostBytes = 2 ** 28
const mostDepth = 64

/**
 * The same data, once it is known to be of a size and depth that whoever takes it can bear.
 * @throws OrreryError `storage`
 */
export function bounded<T>(data: T): T {
  let bytes = 0
  const seen = new Set<object>()
  const weigh = (value: unknown, depth: number): void => {
    bytes += sizeOf(value)
    if (bytes > mostBytes || depth > mostDepth) throw tooMuch()
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (ArrayBuffer.isView(value)) return
    if (Array.isArray(value)) for (const each of value) weigh(each, depth + 1)
    else for (const each of value instanceof Map ? value : Object.entries(value)) weigh(each, depth + 1)
  }
  weigh(data, 0)
  return data
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length * 2
  return ArrayBuffer.isView(value) ? value.byteLength : 8
}

const tooMuch = () =>
  new OrreryError('storage', 'This archive holds more than can be put beside something else', {
    fix: 'It is damaged, or made to do harm: close it. If it is yours, look at it by itself.',
  })
