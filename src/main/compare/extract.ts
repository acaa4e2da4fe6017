import type { ComparedGap } from '../../shared/api/compare.ts'
import type { Json } from '../../shared/base/json.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'
import type { Look } from '../systems/moment.ts'

/** A fact of many entities; both lists are indexes into those of the extract. */
export interface ExtractedFact {
  readonly key: string
  readonly entities: Int32Array
  readonly values: Int32Array
}

export interface ExtractedMetric {
  readonly metric: string
  readonly entities: Int32Array
  /** NaN: not observed. */
  readonly values: Float64Array
}

/** What a moment is compared by, as plain data in columns: whatever stands often, stands once. Crosses threads. */
export interface Extract {
  readonly at: number
  readonly sampledAt: number
  readonly entities: readonly string[]
  readonly values: readonly Json[]
  readonly facts: readonly ExtractedFact[]
  readonly metrics: readonly ExtractedMetric[]
  readonly gaps: readonly ComparedGap[]
  /** Requests that are known not to be answered, in the words of the target's capabilities. */
  readonly unanswered: readonly string[]
}

/** Gives each value a number, the same one to the same. */
class Numbers<T> {
  readonly list: T[] = []
  readonly #known = new Map<T, number>()

  of(value: T): number {
    let number = this.#known.get(value)
    if (number === undefined) {
      number = this.list.push(value) - 1
      this.#known.set(value, number)
    }
    return number
  }
}

/** All facts that make a difference, and what two moments are compared by of its metrics. */
export function extract({ moment }: Look, catalogue: Catalogue, unanswered: readonly string[]): Extract {
  const entities = new Numbers<string>()
  const values = new Numbers<Json>()
  const compared = catalogue.facts.filter(({ area }) => area !== null)
  const facts = compared.map(({ key }): ExtractedFact => {
    const held = moment.facts(key)
    const fact = { key, entities: new Int32Array(held.size), values: new Int32Array(held.size) }
    let i = 0
    for (const [entity, { value }] of held) {
      fact.entities[i] = entities.of(entity)
      fact.values[i++] = values.of(value)
    }
    return fact
  })
  const metrics = catalogue.compared.flatMap((metric): readonly ExtractedMetric[] => {
    const column = moment.column(metric)
    if (column === undefined) return []
    const numbers = Int32Array.from(column.entities.paths, (path) => entities.of(path))
    // a column may belong to a cache
    return [{ metric, entities: numbers, values: column.values.slice() }]
  })
  const { at, sampledAt } = moment
  const gaps = gapsOf(moment.gaps)
  return { at, sampledAt, unanswered, entities: entities.list, values: values.list, facts, metrics, gaps }
}

/** Of a file that others may have made, gaps may be anything. */
function gapsOf(gaps: unknown): readonly ComparedGap[] {
  const list: readonly unknown[] = Array.isArray(gaps) ? gaps : []
  return list.flatMap((gap) => {
    const { entity, ask, message, fix } = (gap ?? {}) as Partial<Record<string, unknown>>
    if (typeof entity !== 'string' || typeof ask !== 'string' || typeof message !== 'string') return []
    return [{ entity, ask, message, ...(typeof fix === 'string' ? { fix } : {}) }]
  })
}
