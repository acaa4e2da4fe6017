import { readFileSync } from 'node:fs'
import type { Finding } from '../../../../../src/shared/api/findings.ts'
import type { Json } from '../../../../../src/shared/base/json.ts'
import { Model } from '../../../../../src/main/systems/kafka/model.ts'
import type { Raw } from '../../../../../src/main/systems/kafka/raw.ts'
import { readRecording } from '../../../../../src/main/systems/kafka/record.ts'
import { toSample } from '../../../../../src/main/systems/kafka/sample.ts'
import type {
  Column,
  FactChange,
  FactSpan,
  Held,
  Look,
  Moment,
  Series,
} from '../../../../../src/main/systems/moment.ts'
import type { Sample, ValueColumn } from '../../../../../src/main/systems/sample.ts'

/** Raw replies of a drill that was recorded on a real cluster; see `test/fixtures/kafka`. */
export function recorded(drill: string): Raw[] {
  const file = new URL(`../../../../fixtures/kafka/${drill}.jsonl`, import.meta.url)
  return readRecording(readFileSync(file, 'utf8')).raws
}

/** A recorded drill as samples, as one session would have made them. */
export function samplesOf(drill: string): readonly Sample[] {
  let samples = sampled.get(drill)
  if (samples === undefined) {
    const model = new Model()
    sampled.set(drill, (samples = recorded(drill).map((raw) => toSample(raw, model))))
  }
  return samples
}

const sampled = new Map<string, readonly Sample[]>()
const looked = new Map<string, readonly Look[]>()

/** A look at each sample of a drill, in order; each sees nothing that came later. */
export function looksAt(drill: string): readonly Look[] {
  const samples = samplesOf(drill)
  const looks = looked.get(drill) ?? samples.map((_, i) => new MemoryLook(samples.slice(0, i + 1)))
  looked.set(drill, looks)
  return looks
}

/** All of a few samples in memory, without a store: the plainest thing that keeps `Look`'s promises. */
export class MemoryLook implements Look {
  readonly #samples: readonly Sample[]
  readonly #changes: FactChange[] = []
  readonly #facts = new Map<string, Map<string, Held>>()
  readonly moment: Moment

  constructor(samples: readonly Sample[]) {
    this.#samples = samples
    for (const sample of samples) this.#apply(sample)
    const last = samples.at(-1)!
    this.moment = {
      targetId: 'test',
      at: last.at,
      sampledAt: last.at,
      gaps: last.gaps,
      column: (metric) => this.column(metric, last.at),
      value: (entity, metric) => valueIn(this.column(metric, last.at), entity),
      facts: (key) => this.#facts.get(key) ?? new Map<string, Held>(),
      fact: (entity, key) => this.#facts.get(key)?.get(entity)?.value,
    }
  }

  column(metric: string, at: number): Column | undefined {
    const cadence = this.#samples.map((sample) => columnOf(sample, metric)).find((column) => column)?.cadence
    const sample = this.#samples.findLast(
      ({ at: sampledAt, values }) => sampledAt <= at && values.some((column) => column.cadence === cadence),
    )
    const column = sample && columnOf(sample, metric)
    return column && observed(column, sample.at)
  }

  series(entity: string, metric: string, from: number, to = this.moment.at): Series {
    const points = this.#samples
      .filter(({ at }) => at >= from && at <= to)
      .flatMap((sample) => {
        const column = columnOf(sample, metric)
        const value = column && valueIn(observed(column, sample.at), entity)
        return column === undefined ? [] : [[sample.at, value ?? Number.NaN] as const]
      })
    return { t: Float64Array.from(points, ([t]) => t), v: Float64Array.from(points, ([, v]) => v) }
  }

  spans(entity: string, key: string, from: number): FactSpan[] {
    const edges = this.#changes.filter((change) => change.entity === entity && change.key === key)
    return edges
      .map((edge, i) => ({ value: edge.after, from: edge.at, to: edges[i + 1]?.at }))
      .filter(({ value, to }) => value !== null && (to === undefined || to >= from))
  }

  /** What the first sample found is no change. */
  changes(keys: readonly string[], from: number): FactChange[] {
    const first = this.#samples[0]!.at
    return this.#changes.filter(({ key, at }) => keys.includes(key) && at >= from && at > first)
  }

  findings(): readonly Finding[] {
    return []
  }

  #apply({ at, facts }: Sample): void {
    for (const { key, entities, values, complete } of facts) {
      const held = this.#facts.get(key) ?? new Map<string, Held>()
      this.#facts.set(key, held)
      entities.paths.forEach((entity, i) => this.#set(held, at, entity, key, values[i]))
      const listed = new Set(entities.paths)
      if (complete)
        for (const entity of [...held.keys()]) if (!listed.has(entity)) this.#set(held, at, entity, key, null)
    }
  }

  #set(held: Map<string, Held>, at: number, entity: string, key: string, value: Json | undefined): void {
    const before = held.get(entity)?.value ?? null
    if (value === undefined || JSON.stringify(before) === JSON.stringify(value)) return
    this.#changes.push({ at, entity, key, before, after: value })
    if (value === null) held.delete(entity)
    else held.set(entity, { value, since: at })
  }
}

const columns = new WeakMap<ValueColumn, { readonly column: Column | undefined }>()

function observed(column: ValueColumn, at: number): Column | undefined {
  let known = columns.get(column)
  if (known === undefined) columns.set(column, (known = { column: withoutUnknown(column, at) }))
  return known.column
}

/** As it is read back from a file: what wasn't observed isn't in it. */
function withoutUnknown({ metric, cadence, entities, values }: ValueColumn, at: number): Column | undefined {
  const rows = entities.paths.map((_, row) => row).filter((row) => !Number.isNaN(values[row]!))
  if (rows.length === 0) return undefined
  const paths = rows.map((row) => entities.paths[row]!)
  return { metric, cadence, entities: { paths }, values: Float64Array.from(rows, (row) => values[row]!), at }
}

function columnOf(sample: Sample, metric: string): ValueColumn | undefined {
  return sample.values.find((column) => column.metric === metric)
}

function valueIn(column: Column | undefined, entity: string): number | undefined {
  const value = column?.values[column.entities.paths.indexOf(entity)]
  return value === undefined || Number.isNaN(value) ? undefined : value
}
