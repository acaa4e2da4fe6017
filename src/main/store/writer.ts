import { existsSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { Finding, RuleVerdict } from '../../shared/api/findings.ts'
import type { StoreInfo } from '../../shared/api/history.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Look } from '../systems/moment.ts'
import type { Sample } from '../systems/sample.ts'
import { LiveLook, type Older } from './live/look.ts'
import type { Taken } from './live/target.ts'
import { HistoryFile } from './read/file.ts'
import { readerOf } from './reader.ts'
import { RunRows } from './runs/run-rows.ts'
import type { Appended, HistoryReader, Store } from './store.ts'
import { storageError } from './storage-error.ts'
import { FindingRows } from './write/findings.ts'
import { growthPerDay } from './write/growth.ts'
import { Housekeeper } from './write/housekeeper.ts'
import { Settings } from './write/settings.ts'
import type { TargetRows } from './write/target-rows.ts'
import { Targets } from './write/targets.ts'

/** A pack is due after so many rows, or edges; with many facts a checkpoint costs more, so it may wait longer. */
const PACK_ROWS = 1_500
const PACK_EDGES = 12_000
const PACK_EDGES_PER_FACT = 0.25

export interface WriterParts {
  readonly path: string
  readonly db: Database.Database
  /** Held until the writer is closed. */
  readonly lock: Disposable
  readonly workerUrl: URL
  readonly windowTicks: number
  readonly packRows?: number
}

/** The one writer of a history, on the collecting thread. */
export class Writer implements Store {
  readonly runs: RunRows
  readonly #path: string
  readonly #db: Database.Database
  readonly #lock: Disposable
  readonly #settings: Settings
  readonly #findings: FindingRows
  readonly #targets: Targets
  readonly #housekeeper: Housekeeper
  readonly #packRows: number
  readonly #looks = new Map<string, LiveLook>()
  readonly #older: Older
  /** Opened when a live look goes back further than memory does. */
  #history: { readonly file: HistoryFile; readonly reader: HistoryReader } | undefined
  #problem: string | undefined

  constructor({ path, db, lock, workerUrl, windowTicks, packRows = PACK_ROWS }: WriterParts) {
    this.#path = path
    this.#lock = lock
    this.#db = db
    this.#packRows = packRows
    this.#settings = new Settings(db)
    this.#findings = new FindingRows(db)
    this.runs = new RunRows(db, (work) => this.#onFile(work))
    this.#housekeeper = new Housekeeper({
      db,
      path,
      workerUrl,
      settings: this.#settings,
      windowTicks,
      numberingOf: (target) => this.#targets.byId(target)?.savedNumbering,
    })
    this.#targets = new Targets(db, windowTicks)
    this.#older = {
      look: (targetId, at) => this.#reader().look(targetId, at),
      openFindings: (targetId) => this.openFindings(targetId),
    }
    using file = new HistoryFile(path)
    const windows = this.#targets.load(file)
    this.#housekeeper.appended(windows, 0)
    for (const target of this.#targets.all()) this.#countUnpacked(target)
    this.#housekeeper.patrol()
  }

  append(targetId: string, sample: Sample): Appended {
    const target = this.#targets.get(targetId)
    const taken = target.live.take(sample, (cadence) => target.streamOf(cadence))
    this.#write(target, taken)
    return { moment: target.live.moment, changes: taken.edges.changed.map(({ edge }) => edge) }
  }

  setVerdicts(targetId: string, at: number, verdicts: readonly RuleVerdict[]): void {
    const target = this.#targets.get(targetId)
    const taken = target.live.takeVerdicts(at, verdicts)
    if (taken.edges.found.length + taken.edges.changed.length > 0) this.#write(target, taken)
  }

  #write(target: TargetRows, taken: Taken): void {
    this.#packIfDue(target, taken.at - 1)
    const windows = this.#onFile(() => target.write(taken))
    const bytes = taken.ticks.reduce((sum, { tick }) => sum + tick.blob.length, 0)
    this.#housekeeper.appended(windows, bytes)
  }

  #packIfDue(target: TargetRows, to: number): void {
    const edges = Math.max(PACK_EDGES, target.live.facts.count * PACK_EDGES_PER_FACT)
    if (target.unpacked.rows < this.#packRows && target.unpacked.edges < edges) return
    target.unpacked = { rows: 0, edges: 0 }
    this.#housekeeper.pack(target.id, to)
  }

  #countUnpacked(target: TargetRows): void {
    target.unpacked = this.#housekeeper.plans.unpacked(target.id)
  }

  live(targetId: string): Look | undefined {
    const target = this.#targets.find(targetId)
    if (target === undefined || !target.live.isKnown) return undefined
    let look = this.#looks.get(targetId)
    if (look === undefined) this.#looks.set(targetId, (look = new LiveLook(target.live, this.#older)))
    return look
  }

  #reader(): HistoryReader {
    if (this.#history === undefined) {
      const file = new HistoryFile(this.#path)
      this.#history = { file, reader: readerOf(file) }
    }
    return this.#history.reader
  }

  together(work: () => void): void {
    try {
      this.#onFile(() => this.#db.transaction(work)())
    } catch (thrown) {
      this.#findings.reload()
      throw thrown
    }
  }

  openFinding(finding: Finding): void {
    this.updateFinding(finding, finding.opened)
  }

  updateFinding(finding: Finding, at: number): void {
    const target = this.#targets.get(finding.targetId)
    this.#onFile(() => this.#findings.put(target.id, finding, at))
  }

  closeFinding(id: string, at: number): void {
    this.#onFile(() => this.#findings.close(id, at))
  }

  openFindings(targetId: string): readonly Finding[] {
    return this.#findings.openOf(targetId)
  }

  forget(targetId: string): void {
    this.#onFile(() => this.#targets.forget(targetId))
    this.#findings.forget(targetId)
    this.#looks.delete(targetId)
    this.#housekeeper.patrol()
  }

  setRetention(keepDays: number): void {
    if (!(keepDays > 0))
      throw new OrreryError('invalid', `History can't be kept for ${keepDays} days`, {
        fix: 'Give a number of days above 0.',
      })
    this.#onFile(() => (this.#settings.keepDays = keepDays))
    this.#housekeeper.patrol()
  }

  info(): StoreInfo {
    const problem = this.#problem ?? this.#housekeeper.problem
    const sizeBytes = sizeOf(this.#path) + sizeOf(`${this.#path}-wal`)
    return {
      file: this.#path,
      sizeBytes,
      bytesPerDay: growthPerDay(this.#db),
      keepDays: this.#settings.keepDays,
      ...(problem === undefined ? {} : { problem }),
    }
  }

  /** Resolves when every closed window is in blocks and nothing is left to merge, thin, pack or delete. */
  settled(): Promise<void> {
    return this.#housekeeper.settled()
  }

  #onFile<T>(work: () => T): T {
    try {
      const result = work()
      this.#problem = undefined
      return result
    } catch (thrown) {
      const error = storageError(thrown, this.#path)
      if (error instanceof OrreryError) this.#problem = [error.message, error.fix].join('. ')
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#housekeeper.stop()
    this.#history?.file[Symbol.dispose]()
    try {
      this.#db.pragma('wal_checkpoint(TRUNCATE)')
    } catch {
      // no room for it: the write-ahead log stays beside the file and is read at the next start
    } finally {
      this.#db.close()
      this.#lock[Symbol.dispose]()
    }
  }
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0)
