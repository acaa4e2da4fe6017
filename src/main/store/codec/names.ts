import type { Json } from '../../../shared/base/json.ts'
import { DamagedFrame, openFrame, sealFrame } from './frame.ts'
import { PARSED_JSON, spend } from './reading-limit.ts'

/** Entity paths in the order they were first seen: a JSON list of texts, as UTF-8; null: nothing is kept of it. */
export function encodeNames(paths: readonly (string | null)[]): Buffer {
  return sealFrame('names', Buffer.from(JSON.stringify(paths)), true)
}

/** @throws DamagedFrame */
export function decodeNames(blob: Uint8Array): readonly (string | null)[] {
  const json = openFrame('names', blob)
  // each is kept by number and by text
  spend(json.length * PARSED_JSON * 2)
  const list: unknown = JSON.parse(Buffer.from(json).toString())
  if (!Array.isArray(list) || !list.every((path) => path === null || typeof path === 'string'))
    throw new DamagedFrame('a names blob holds no list of texts')
  return list
}

/** One value of a fact, from its text. @throws DamagedFrame */
export function parseValue(text: string): Json {
  spend(text.length * PARSED_JSON)
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch (cause) {
    throw new DamagedFrame(`a fact's value is no JSON: ${text.slice(0, 40)}`, { cause })
  }
}
