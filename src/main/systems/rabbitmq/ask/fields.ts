import type { Json } from '../../../../shared/base/json.ts'

/** How fields of the management API's JSON are read. */

export type Fields = { readonly [key: string]: Json }

export function numberIn(fields: Fields, key: string): number {
  const value = fields[key]
  return typeof value === 'number' ? value : NaN
}

export function textIn(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  return typeof value === 'string' ? value : undefined
}

export function isTrue(fields: Fields, key: string): boolean {
  return fields[key] === true
}

/** Objects; an empty one comes as `[]` in places. */
export function fieldsIn(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function listIn(value: Json | undefined): readonly Fields[] {
  return Array.isArray(value) ? (value as readonly Json[]).map(fieldsIn) : []
}

export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
