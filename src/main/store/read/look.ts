import type { Finding } from '../../../shared/api/findings.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { Column, FactChange, FactSpan, Held, Look, Moment, Series } from '../../systems/moment.ts'
import type { Gap } from '../../systems/sample.ts'
import { isLately } from '../lately.ts'
import { cadences } from '../layout.ts'
import { valueIn } from '../live/moment.ts'
import { GAPS_KEY } from '../own-keys.ts'
import { edgesForward, spansOf } from './edges.ts'
import type { FactState } from './fact-state.ts'
import type { HistoryFile } from './file.ts'
import { findingsAt } from './findings.ts'
import { factsAt } from './facts-at.ts'
import { readSeries } from './series.ts'
import { findPlace, ValueState } from './value-state.ts'

/** What held for a target at an instant of the past, read from the file as it's asked for. */
class PastMoment implements Moment {
  readonly targetId: string
  readonly at: number
  readonly sampledAt: number
  readonly #file: HistoryFile
  readonly #target: number
  readonly #columns = new Map<string, Column | undefined>()
  readonly #states = new Map<string, ValueState>()
  #facts: FactState | undefined

  constructor(file: HistoryFile, target: number, targetId: string, at: number, sampledAt: number) {
    this.#file = file
    this.#target = target
    this.targetId = targetId
    this.at = at
    this.sampledAt = sampledAt
  }

  get gaps(): readonly Gap[] {
    // written by this store from the gaps of a sample
    return (this.fact('', GAPS_KEY) ?? []) as unknown as readonly Gap[]
  }

  column(metric: string): Column | undefined {
    if (!this.#columns.has(metric))
      this.#columns.set(
        metric,
        this.#file.read(() => this.#readColumn(metric)),
      )
    return this.#columns.get(metric)
  }

  #readColumn(metric: string): Column | undefined {
    const { directory } = this.#file
    const word = directory.wordIds.get(metric)
    if (word === undefined) return undefined
    const layouts = directory.layouts(this.#target)
    for (const cadence of cadences) {
      const own = layouts.filter((layout) => layout.cadence === cadence)
      if (!own.some((layout) => layout.has(word))) continue
      const place = findPlace(this.#file, own, this.sampledAt)
      if (place === undefined || !isLately(place.at, this.sampledAt)) continue
      let state = this.#states.get(cadence)
      if (!state?.isAt(place)) this.#states.set(cadence, (state = new ValueState(this.#file, place)))
      return state.column(metric, word, directory.names(this.#target), cadence)
    }
    return undefined
  }

  value(entity: string, metric: string): number | undefined {
    return valueIn(this.column(metric), entity)
  }

  facts(key: string): ReadonlyMap<string, Held> {
    const word = this.#file.directory.wordIds.get(key)
    return word === undefined ? new Map() : this.#state().of(word)
  }

  fact(entity: string, key: string): Json | undefined {
    return this.facts(key).get(entity)?.value
  }

  #state(): FactState {
    return (this.#facts ??= this.#file.read(() => factsAt(this.#file, this.#target, this.at)))
  }
}

/** A past moment and the way back from it. Nothing after its instant is read. */
export class PastLook implements Look {
  readonly moment: Moment
  readonly #file: HistoryFile
  readonly #target: number
  readonly #columns = new Map<number, PastMoment>()

  constructor(file: HistoryFile, target: number, targetId: string, at: number, sampledAt: number) {
    this.#file = file
    this.#target = target
    this.moment = new PastMoment(file, target, targetId, at, sampledAt)
  }

  column(metric: string, at: number): Column | undefined {
    const instant = Math.min(at, this.moment.at)
    const sampledAt = this.#file.read(() => sampleAt(this.#file, this.#target, instant))
    if (sampledAt === undefined) return undefined
    let earlier = this.#columns.get(sampledAt)
    if (earlier === undefined) {
      earlier = new PastMoment(this.#file, this.#target, this.moment.targetId, instant, sampledAt)
      this.#columns.set(sampledAt, earlier)
    }
    return earlier.column(metric)
  }

  series(entity: string, metric: string, from: number, to = this.moment.at): Series {
    const end = Math.min(to, this.moment.at)
    return this.#file.read(() => readSeries(this.#file, this.#target, entity, metric, from, end))
  }

  spans(entity: string, key: string, from: number): readonly FactSpan[] {
    return this.#file.read(() => {
      const word = this.#file.directory.wordIds.get(key) ?? -1
      const held = factsAt(this.#file, this.#target, from).of(word).get(entity)
      const filter = { keys: [key], entity, withFirst: true }
      return spansOf(held, edgesForward(this.#file, this.#target, from + 1, this.moment.at, filter))
    })
  }

  changes(keys: readonly string[], from: number): readonly FactChange[] {
    return this.#file.read(() => [...edgesForward(this.#file, this.#target, from, this.moment.at, { keys })])
  }

  findings(): readonly Finding[] {
    return this.#file.read(() => findingsAt(this.#file, this.#target, this.moment.at))
  }
}

/** The last sample at or before an instant. */
export function sampleAt(file: HistoryFile, target: number, at: number): number | undefined {
  const layouts = file.directory.layouts(target).filter((layout) => layout.cadence === 'tick')
  return findPlace(file, layouts, at)?.at
}
