import type { ErrorData } from '../../../shared/base/errors.ts'

/** Ticks of a closed window become blocks of a new span. */
export interface CloseJob {
  readonly kind: 'close'
  readonly span: number
  readonly layout: number
  readonly firstTick: number
  readonly lastTick: number
  readonly slots: number
}

/** Several spans of a layout, next to each other in time, become one. */
export interface MergeJob {
  readonly kind: 'merge'
  readonly span: number
  readonly layout: number
  readonly from: readonly number[]
}

/** A day of raw samples becomes points of five minutes and of an hour. */
export interface RollJob {
  readonly kind: 'roll'
  readonly layout: number
  readonly from: number
  readonly to: number
  readonly spans: { readonly 1: number; readonly 2: number }
}

/** Changes up to an instant become one row, and a checkpoint of what held then. */
export interface PackJob {
  readonly kind: 'pack'
  readonly target: number
  readonly to: number
}

/** The write-ahead log goes into the main file. */
export interface CheckpointJob {
  readonly kind: 'checkpoint'
}

/** Names of a target that nothing refers to any more are looked for. */
export interface NamesJob {
  readonly kind: 'names'
  readonly target: number
}

export type Job = CloseJob | MergeJob | RollJob | PackJob | CheckpointJob | NamesJob

/** A row of names without those that nothing refers to; no `blob`: none is left. */
export interface FreedNames {
  readonly id: number
  readonly numbers: readonly number[]
  readonly blob?: Uint8Array
}

/** A span to be inserted once its blocks are. */
export interface NewSpan {
  readonly id: number
  readonly layout: number
  readonly tier: number
  readonly t0: number
  readonly t1: number
  readonly ticks: number
  readonly slots: number
  readonly bytes: number
  readonly instants: Uint8Array
}

export interface Packed {
  readonly target: number
  /** The row that becomes the packed one, and the rows it stands for. */
  readonly row: {
    readonly id: number
    readonly at: number
    readonly until: number
    readonly edges: number
    readonly blob: Uint8Array
  }
  readonly checkpoint: { readonly at: number; readonly facts: number; readonly blob: Uint8Array }
}

/** What a job came to. */
export interface Result {
  readonly spans: readonly NewSpan[]
  readonly packed?: Packed
  readonly freed?: readonly FreedNames[]
}

export interface BlockRow {
  readonly id: number
  readonly blob: Uint8Array
}

/** From the worker: blocks in small batches (each waits for `go`), then the end. */
export type WorkerMessage =
  | { readonly say: 'blocks'; readonly blocks: readonly BlockRow[] }
  | { readonly say: 'done'; readonly result: Result }
  | { readonly say: 'failed'; readonly error: ErrorData }

/** To the worker. `stop`: leave what is being done and end. */
export type HostMessage =
  { readonly say: 'do'; readonly job: Job } | { readonly say: 'go' } | { readonly say: 'stop' }
