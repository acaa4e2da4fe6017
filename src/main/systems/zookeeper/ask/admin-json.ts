import type { Json } from '../../../../shared/base/json.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'

export type JsonRecord = { readonly [key: string]: Json }

/** JSON.parse as of ES2025: the reviver sees the source text. */
type ParseWithSource = (
  text: string,
  revive: (key: string, value: Json, context: { source?: string }) => Json,
) => Json

/**
 * An AdminServer's answer. Session ids are 64-bit numbers there: integers that a double can't hold come as their digits.
 * @throws OrreryError `protocol`
 */
export function parseAdminJson(text: string): JsonRecord {
  try {
    const parsed = (JSON.parse as ParseWithSource)(text, (_, value, { source }) =>
      typeof value === 'number' &&
      source !== undefined &&
      !Number.isSafeInteger(value) &&
      /^-?\d+$/.test(source)
        ? source
        : value,
    )
    if (isRecord(parsed)) return parsed
  } catch (error) {
    throw new OrreryError('protocol', 'AdminServer’s answer is no JSON', { cause: error })
  }
  throw new OrreryError('protocol', 'AdminServer’s answer is no JSON object')
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Records of a list; anything else in it is dropped. */
export function recordsOf(value: Json | undefined): readonly JsonRecord[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRecord) : []
}

export function stringsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).map(String) : []
}

/** NaN where there's no number. */
export function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : NaN
}

export function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
