import type { Json } from '../../../shared/base/json.ts'
import type { RuleVerdict } from '../../../shared/api/findings.ts'
import type { Held, Moment } from '../../systems/moment.ts'
import type { Cadence, EntitySet, FactColumn, Gap, Sample, ValueColumn } from '../../systems/sample.ts'
import { cadences } from '../layout.ts'
import { GAPS_KEY, VERDICTS_KEY } from '../own-keys.ts'
import { type Edges, LiveFacts } from './facts.ts'
import { LiveMoment } from './moment.ts'
import { OwnSeries } from './own-series.ts'
import { Recent } from './recent.ts'
import { RecentEdges } from './recent-edges.ts'
import { tickOf } from './tick-of.ts'
import type { StagedTick, Stream } from './stream.ts'

/** What a sample adds to the file. */
export interface Taken {
  readonly at: number
  readonly ticks: readonly { readonly stream: Stream; readonly tick: StagedTick }[]
  readonly edges: Edges
}

const MINUTE_MS = 60_000
const MIB = 2 ** 20

const itself: EntitySet = { paths: [''] }

/** The newest state of one target, in memory: moved on by each sample, before it's written. */
export class LiveTarget {
  readonly targetId: string
  readonly facts = new LiveFacts()
  readonly recent: Readonly<Record<Cadence, Recent>> = {
    tick: new Recent({ ms: 15 * MINUTE_MS, bytes: 32 * MIB }),
    // a comparison with an hour ago is common, and a slow metric costs little to keep
    slow: new Recent({ ms: 75 * MINUTE_MS, bytes: 16 * MIB }),
  }
  readonly edges = new RecentEdges()
  readonly moment: Moment
  /** Of the last append; instants never go back. */
  lastAt = -Infinity
  sampledAt = -Infinity
  gaps: readonly Gap[] = []
  readonly #own = new OwnSeries()

  constructor(targetId: string) {
    this.targetId = targetId
    this.moment = new LiveMoment(this)
  }

  /** True once anything was sampled, now or by an earlier process. */
  get isKnown(): boolean {
    return this.lastAt !== -Infinity
  }

  take(sample: Sample, streamOf: (cadence: Cadence) => Stream): Taken {
    const isPush = isPushed(sample)
    // a new target: there is nothing before its first edge
    if (!this.isKnown) this.edges.beginAt(-Infinity)
    const at = Math.max(Math.round(sample.at), this.lastAt + 1)
    const ticks = isPush ? [] : this.#takeValues(sample, at, streamOf)
    const facts = isPush ? sample.facts : [...sample.facts, this.#gapsFact(sample)]
    const edges = this.#takeFacts(facts, at)
    this.lastAt = at
    if (!isPush) this.sampledAt = at
    return { at, ticks, edges }
  }

  #takeValues(sample: Sample, at: number, streamOf: (cadence: Cadence) => Stream): Taken['ticks'] {
    const values = [...sample.values, ...this.#own.columns(sample)]
    return cadences.flatMap((cadence) => {
      const columns: readonly ValueColumn[] = values.filter((column) => column.cadence === cadence)
      if (columns.length === 0) return []
      this.recent[cadence].push(tickOf(columns, cadence, at))
      const stream = streamOf(cadence)
      return [{ stream, tick: stream.stage(columns, at) }]
    })
  }

  #gapsFact({ gaps }: Sample): FactColumn {
    this.gaps = gaps
    return fact(GAPS_KEY, gaps.length === 0 ? null : gaps.map((gap): Json => ({ ...gap })))
  }

  /** The verdicts of all rules, kept as a fact. */
  takeVerdicts(at: number, verdicts: readonly RuleVerdict[]): Taken {
    const value = verdicts.map((verdict): Json => ({ ...verdict }))
    this.lastAt = Math.max(Math.round(at), this.lastAt)
    return { at: this.lastAt, ticks: [], edges: this.#takeFacts([fact(VERDICTS_KEY, value)], this.lastAt) }
  }

  /** What held for a key when the file was opened. */
  seedFacts(key: string, facts: ReadonlyMap<string, Held>): void {
    this.facts.seed(key, facts)
    // as this store wrote it, from the gaps of a sample
    if (key === GAPS_KEY) this.gaps = (facts.get('')?.value ?? []) as unknown as readonly Gap[]
  }

  #takeFacts(facts: readonly FactColumn[], at: number): Edges {
    const edges = this.facts.apply(facts, at, this.sampledAt === -Infinity)
    this.edges.push(edges.changed, at)
    return edges
  }
}

/** Facts that came by themselves between two samples: they took no time, and say nothing of values, gaps or cost. */
const isPushed = ({ tookMs, values, gaps, cost }: Sample): boolean =>
  tookMs === 0 && values.length === 0 && gaps.length === 0 && cost.length === 0

const fact = (key: string, value: Json): FactColumn => ({
  key,
  entities: itself,
  values: [value],
  complete: false,
})
