import type { Cut, Foretold } from '../../../shared/api/archives.ts'
import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import type { FindingsAt, Finding } from '../../../shared/api/findings.ts'
import type { EventRow, SeriesData, SeriesQuery, Timeline, ViewAnswer } from '../../../shared/api/history.ts'
import type { Difference, Marks } from '../../../shared/api/compare.ts'
import type { ReportFile, ReportRequest } from '../../../shared/api/report.ts'
import type { Capability, TargetConfig } from '../../../shared/api/targets.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { Compared } from '../../compare/compare.ts'
import type { Extract } from '../../compare/extract.ts'
import type { MadeBy, ReportPart } from '../../reports/build-report.ts'
import type { TextFormat } from '../../reports/format-report.ts'
import type { FileAnswer, FileSearch, SearchedTarget } from '../../search/search-file.ts'
import type { RecordingInfo } from '../../store/recording-info.ts'

/** A target in a file. `system` names the views and the vocabulary. */
export interface Place {
  readonly file: string
  readonly targetId: string
  readonly system: string
}

/** What a file says of one of its targets. */
export interface KeptTarget {
  readonly targetId: string
  readonly from: number
  readonly to: number
  readonly config: Pick<TargetConfig, 'name' | 'system' | 'endpoints' | 'options' | 'intervalMs'> | undefined
  /** As of the last sample; empty: the file doesn't tell. */
  readonly capabilities: readonly Capability[]
  /** In a few words, as of the last sample; empty: its system is not known here. */
  readonly summary: string
}

/** A target of a report: where its past is, and what it is called. */
export interface ReportedPlace extends Place {
  /** As the window knows it. */
  readonly id: string
  readonly name: string
  readonly endpoints: readonly string[]
  /** Already read, on another thread: the file is not opened. */
  readonly part?: ReportPart
}

/** A target at an instant, to be compared. */
export interface ComparedPlace extends Place {
  readonly at: number
  /** Already read, on another thread: the file is not opened. */
  readonly extract?: Extract
}

export interface ComparedPlaces {
  readonly places: readonly [a: ComparedPlace, b: ComparedPlace]
}

/** What is told of a side beside what differs. */
export type ReadSide = Pick<Extract, 'sampledAt' | 'gaps'>

type Ask<Arg, Answer> = (arg: Arg) => Answer

/** How the thread that cuts is watched: see `Gauge`. */
export interface CutWish extends Cut {
  /** Where from. */
  readonly file: string
  /** The source may have been made by others. */
  readonly isArchive: boolean
  readonly out: string
  readonly replace: boolean
  readonly info: RecordingInfo
  readonly gauge: SharedArrayBuffer
}

/** What the history's thread answers. All of it is read-only, but for `cut`, which writes a new file. */
export interface Questions {
  /** Title and text of a recording. */
  recording: Ask<{ file: string }, RecordingInfo>
  targets: Ask<{ file: string }, readonly KeptTarget[]>
  runs: Ask<{ file: string }, readonly Run[]>
  runEntries: Ask<{ file: string; run: string; from: number; limit: number }, readonly RunEntry[]>
  view: Ask<Place & { view: string; args: Readonly<Record<string, Json>>; at: number }, ViewAnswer>
  series: Ask<Place & { query: Omit<SeriesQuery, 'targetId'> }, SeriesData>
  events: Ask<Place & { from: number; to: number; limit: number; entity?: string }, readonly EventRow[]>
  step: Ask<
    Place & { from: number; direction: 'back' | 'forward'; by: 'sample' | 'event' | 'finding' },
    number | undefined
  >
  timeline: Ask<Place & { from: number; to: number; buckets: number }, Timeline>
  report: Ask<
    {
      places: readonly ReportedPlace[]
      request: ReportRequest
      format: TextFormat
      by: MadeBy
    },
    ReportFile & { readonly data: string }
  >
  /** What a moment is compared by: for one that is compared on another thread. */
  extract: Ask<Place & { at: number }, Extract>
  compare: Ask<ComparedPlaces, Compared['comparison'] & { readonly a: ReadSide; readonly b: ReadSide }>
  compareGroup: Ask<ComparedPlaces & { group: string; limit: number }, readonly Difference[]>
  compareMarks: Ask<ComparedPlaces, Marks>
  /** What a target adds to a report: for one that is put together on another thread. */
  reportPart: Ask<ReportedPlace & { request: ReportRequest }, ReportPart>
  findingsAt: Ask<Place & { at: number }, FindingsAt>
  findingsIn: Ask<Place & { from: number; to: number; limit: number }, readonly Finding[]>
  /** `isOwn`: the history that this Orrery writes; its index lies beside it. */
  search: Ask<FileSearch & { file: string; isOwn: boolean }, FileAnswer>
  /** Goes on making the index, for a short while. Answers the share that it holds: 1 is all. */
  index: Ask<{ file: string; isOwn: boolean; targets: readonly SearchedTarget[] }, number>
  /** What an archive of it would take. */
  foretell: Ask<Cut & { file: string }, Foretold>
  cut: Ask<CutWish, { readonly sizeBytes: number }>
  /** The file is not asked about any more; it is opened anew if it is. */
  close: Ask<{ file: string }, void>
}

export type Question = keyof Questions
export type ArgOf<K extends Question> = Parameters<Questions[K]>[0]
export type AnswerOf<K extends Question> = ReturnType<Questions[K]>
