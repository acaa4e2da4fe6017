import type { Json } from '../base/json.ts'
import type { AppApi, LabState } from './app.ts'
import type { ArchivesApi, ArchivesState } from './archives.ts'
import type { CompareApi } from './compare.ts'
import type { ExperimentsApi, Run } from './experiments.ts'
import type { FindingsApi } from './findings.ts'
import type { HistoryApi, ViewAnswer } from './history.ts'
import type { ReportsApi } from './report.ts'
import type { SearchApi } from './search.ts'
import type { TargetsApi, TargetState } from './targets.ts'

/** Everything a window, or the command line, can ask the core. */
export interface Api
  extends
    TargetsApi,
    HistoryApi,
    FindingsApi,
    ExperimentsApi,
    ReportsApi,
    ArchivesApi,
    CompareApi,
    SearchApi,
    AppApi {}

/** What can be subscribed to: the newest value comes at once, then whatever changes. Slow readers skip to the last. */
export interface Topics {
  targets: { arg: Record<string, never>; value: readonly TargetState[] }
  /** A view of the live moment, after each sample. */
  view: { arg: { targetId: string; view: string; args: Readonly<Record<string, Json>> }; value: ViewAnswer }
  /** A target was sampled. */
  sampled: { arg: { targetId: string }; value: { at: number } }
  /** All runs, newest first, as `runs.list`. */
  runs: { arg: Record<string, never>; value: readonly Run[] }
  /** One run; `entries` tells how far its log has come: what is new is asked for by `runs.entries`. */
  run: { arg: { run: string }; value: Run }
  archives: { arg: Record<string, never>; value: ArchivesState }
  lab: { arg: Record<string, never>; value: LabState }
}

export type TopicName = keyof Topics
