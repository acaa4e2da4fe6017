import type { Finding, RuleVerdict } from '../../shared/api/findings.ts'
import type { EventRow, SeriesData, SeriesQuery } from '../../shared/api/history.ts'
import type { Capability, TargetConfig } from '../../shared/api/targets.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'
import type { Look } from '../systems/moment.ts'
import type { ReportParts } from '../systems/system.ts'

/** What a report reads of one target. It is not known whether that is live, past or from another machine. */
export interface ReportSource {
  readonly targetId: string
  readonly config: Pick<TargetConfig, 'name' | 'endpoints'>
  readonly catalogue: Catalogue
  /** "Kafka 4.3 · 3 brokers", as of a moment. */
  summary(look: Look): string
  capabilities(look: Look): readonly Capability[]
  /** What its system tells in a report. */
  parts(look: Look): ReportParts
  /** Undefined: nothing was sampled at or before that instant. */
  look(at: number): Look | undefined
  findings(from: number, to: number): readonly Finding[]
  verdicts(at: number): readonly RuleVerdict[]
  /** Newest first, at most `limit`. */
  events(from: number, to: number, limit: number): readonly EventRow[]
  series(query: Omit<SeriesQuery, 'targetId'>): SeriesData
  unseen(from: number, to: number): readonly { readonly from: number; readonly to: number }[]
}
