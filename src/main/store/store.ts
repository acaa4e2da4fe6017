import type { Cut, Foretold } from '../../shared/api/archives.ts'
import type { Finding, RuleVerdict } from '../../shared/api/findings.ts'
import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import type { SeriesData, SeriesQuery, StoreInfo, Timeline } from '../../shared/api/history.ts'
import type { FactChange, Look, Moment } from '../systems/moment.ts'
import type { Sample } from '../systems/sample.ts'
import type { HistoryLog } from './read/log.ts'
import type { RecordingInfo } from './recording-info.ts'

/** What an append did: the newest moment and the edges that led to it. */
export interface Appended {
  readonly moment: Moment
  readonly changes: readonly FactChange[]
}

/** The one writer of one file. Lives on the collecting thread; heavy work goes to its worker. */
export interface Store extends AsyncDisposable {
  /**
   * Durable against `kill -9` when it returns. Instants never go back: a sample that is not later than the last is taken
   * as 1 ms after it.
   * @throws OrreryError `storage`: nothing was lost before, live moves on all the same; the next append tries again, and
   * brings the facts that changed meanwhile with it
   */
  append(targetId: string, sample: Sample): Appended
  /** The newest moment and the way back from it; undefined: never sampled. Cheap: memory, or short reads. */
  live(targetId: string): Look | undefined
  /** Makes one write of all that `work` writes: in the file whole, or not at all. @throws what it throws, and `storage` */
  together(work: () => void): void
  openFinding(finding: Finding): void
  /** From `at` on it reads so; before, as it did. */
  updateFinding(finding: Finding, at: number): void
  closeFinding(id: string, at: number): void
  openFindings(targetId: string): readonly Finding[]
  /** Kept as a fact of the target: written only when a verdict changes. */
  setVerdicts(targetId: string, at: number, verdicts: readonly RuleVerdict[]): void
  /** Deletes a target's history. */
  forget(targetId: string): void
  setRetention(keepDays: number): void
  info(): StoreInfo
  readonly runs: RunStore
}

/**
 * Runs of experiments, and the journal of what they create: durable against `kill -9` when a call returns. A run belongs
 * to no target's history: forgetting a target keeps its runs, which can be replayed without it.
 */
export interface RunStore {
  /** Greater than any number given before, also of runs that were removed. */
  nextNumber(): number
  /** Writes the run's head, new or changed. @throws OrreryError `storage` */
  put(run: Run): void
  /** `seq` goes on from what is there. @throws OrreryError `storage` */
  append(runId: string, entries: readonly RunEntry[]): void
  /** Newest first. */
  list(): readonly Run[]
  entries(runId: string, from: number, limit: number): readonly RunEntry[]
  remove(runId: string): void
}

/** A read-only connection: any moment of any target in the file. Synchronous; used from a worker thread. */
export interface HistoryReader extends Disposable {
  /** What the file says of itself, if it was cut from a history. */
  info(): RecordingInfo
  targets(): readonly { readonly targetId: string; readonly from: number; readonly to: number }[]
  /** Undefined: nothing was sampled at or before that instant. */
  look(targetId: string, at: number): Look | undefined
  series(query: SeriesQuery): SeriesData
  findingsAt(targetId: string, at: number): readonly Finding[]
  findingsIn(targetId: string, from: number, to: number, limit: number): readonly Finding[]
  verdictsAt(targetId: string, at: number): readonly RuleVerdict[]
  /** Edges of facts in [from, to], newest first; `keys` undefined: all. */
  changes(
    targetId: string,
    from: number,
    to: number,
    options: { keys?: readonly string[]; entity?: string; limit: number },
  ): readonly FactChange[]
  /** Instant of the nearest edge of one of the facts. */
  stepChange(
    targetId: string,
    from: number,
    direction: 'back' | 'forward',
    keys: readonly string[],
  ): number | undefined
  stepSample(targetId: string, from: number, direction: 'back' | 'forward'): number | undefined
  stepFinding(targetId: string, from: number, direction: 'back' | 'forward'): number | undefined
  /** `notableKeys` are counted apart, `silentKeys` not at all. */
  timeline(
    arg: { targetId: string; from: number; to: number; buckets: number },
    keys: { notable: readonly string[]; silent: readonly string[] },
  ): Timeline
  /** The gap that an instant lies in, if any. */
  gapAt(targetId: string, at: number): { from: number; to: number | undefined } | undefined
  /** What a cut of it would take. */
  foretell(cut: Cut): Foretold
  /** Newest first. */
  runs(): readonly Run[]
  runEntries(runId: string, from: number, limit: number): readonly RunEntry[]
  /** All that was written, in that order: what the index for searching is made from. */
  readonly log: HistoryLog
}
