import type { Json } from '../base/json.ts'
import type { FactInfo } from '../systems/catalogue.ts'

/** A value as people read it; of a fact that no catalogue knows, as it is kept. */
export function readableValue(fact: FactInfo | undefined, value: Json): Json {
  return value === null || fact?.readable === undefined ? value : fact.readable(value)
}

/**
 * A value as two moments are compared by it; undefined: they are not.
 * @param isAcross of two clusters
 */
export function comparedValue(fact: FactInfo, value: Json, isAcross: boolean): Json | undefined {
  if (fact.area === null || (isAcross && fact.isOwn === true)) return undefined
  const readable = readableValue(fact, value)
  return !isAcross || readable === null || fact.across === undefined ? readable : fact.across(readable)
}
