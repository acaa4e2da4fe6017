import type { Json } from '../../../shared/base/json.ts'

/** Attributes of one MBean, as they came. */
export type Attributes = Readonly<Record<string, Json>>

export function numberIn(attributes: Attributes | undefined, name: string): number | undefined {
  const value = attributes?.[name]
  return typeof value === 'number' ? value : undefined
}

export function textIn(attributes: Attributes | undefined, name: string): string | null {
  const value = attributes?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** null: it is not told. */
export function claimIn(attributes: Attributes | undefined, name: string): boolean | null {
  const value = attributes?.[name]
  return typeof value === 'boolean' ? value : null
}
