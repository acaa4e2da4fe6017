import type { Catalogue } from '../../shared/systems/catalogue.ts'
import type { ComparedFact } from './differences.ts'
import type { Extract } from './extract.ts'

/** One side, by the numbers that both sides share. */
export interface JoinedSide {
  readonly extract: Extract
  /** Entities of which some fact holds. */
  readonly has: Uint8Array
  /** Entities of which something is measured that two moments are compared by. */
  readonly measures: Uint8Array
  /** By fact: of each entity one more than the index of its value; 0: doesn't hold. */
  readonly facts: ReadonlyMap<string, Int32Array>
}

/** Two sides, by entity. */
export interface Joined {
  readonly paths: readonly string[]
  readonly a: JoinedSide
  readonly b: JoinedSide
  /** Facts that make a difference. */
  readonly infos: readonly ComparedFact[]
}

/** Puts two sides side by side, entity by entity. */
export function join(a: Extract, b: Extract, catalogue: Catalogue): Joined {
  const numbers = new Map<string, number>()
  const numberOf = (path: string): number => {
    const known = numbers.get(path)
    if (known !== undefined) return known
    numbers.set(path, numbers.size)
    return numbers.size - 1
  }
  const ofA = Int32Array.from(a.entities, numberOf)
  const ofB = Int32Array.from(b.entities, numberOf)
  const count = numbers.size
  return {
    paths: [...numbers.keys()],
    a: sideOf(a, ofA, count),
    b: sideOf(b, ofB, count),
    infos: catalogue.facts.filter((info): info is ComparedFact => info.area !== null),
  }
}

function sideOf(extract: Extract, numbers: Int32Array, count: number): JoinedSide {
  const has = new Uint8Array(count)
  const measures = new Uint8Array(count)
  const facts = new Map<string, Int32Array>()
  for (const { key, entities, values } of extract.facts) {
    if (entities.length === 0) continue
    const column = new Int32Array(count)
    for (let i = 0; i < entities.length; i++) {
      const entity = numbers[entities[i]!]!
      column[entity] = values[i]! + 1
      has[entity] = 1
    }
    facts.set(key, column)
  }
  for (const { entities } of extract.metrics) for (const entity of entities) measures[numbers[entity]!] = 1
  return { extract, has, measures, facts }
}
